package io.saccade.processor;

import io.saccade.processor.topology.DriftListener;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs an alarm as it is raised and as it is cleared. */
final class DriftLog implements DriftListener {

  private static final Logger LOG = LoggerFactory.getLogger(DriftLog.class);

  @Override
  public void reported(DriftReport report) {
    boolean alarms = report.getState() == DriftState.ALARM;
    boolean alarmed = report.getStateBefore() == DriftState.ALARM;
    if (alarms && !alarmed) {
      LOG.warn(
          "drift alarm model={} version={} stream_key={} scale={} until={} p={} effect={} of={}",
          report.getModel(),
          report.getVersion(),
          report.getStreamKey(),
          report.getScale(),
          report.getEnd(),
          report.getP(),
          report.getEffect(),
          report.getEffectOf());
    } else if (report.getState() != report.getStateBefore()) {
      LOG.info(
          "drift state={} before={} model={} version={} stream_key={} scale={} until={}",
          report.getState(),
          report.getStateBefore(),
          report.getModel(),
          report.getVersion(),
          report.getStreamKey(),
          report.getScale(),
          report.getEnd());
    }
  }

  @Override
  public void ignored(String reason) {
    LOG.warn("a record among the deltas of drift was left out reason=\"{}\"", reason);
  }
}
