package io.saccade.processor;

import io.saccade.processor.drift.Acceptance;
import io.saccade.processor.drift.BurnIn;
import io.saccade.processor.topology.DriftListener;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs an alarm as it is raised and as it is cleared, and whatever an operator accepts. */
final class DriftLog implements DriftListener {

  private static final Logger LOG = LoggerFactory.getLogger(DriftLog.class);

  @Override
  public void reported(DriftReport report) {
    DriftState before = report.getStateBefore();
    boolean alarmed = before == DriftState.ALARM || before == DriftState.RECOVERING;
    if (report.getState() == DriftState.ALARM && !alarmed) {
      LOG.warn(
          "drift alarm model={} version={} stream_key={} scale={} until={} images={} p={} effect={}"
              + " of={} burn_in={} images_of_one={}",
          report.getModel(),
          report.getVersion(),
          report.getStreamKey(),
          report.getScale(),
          report.getEnd(),
          report.getImages(),
          report.getP(),
          report.getEffect(),
          report.getEffectOf(),
          report.getBurnInWindows(),
          report.getImagesOfOne());
    } else if (report.getState() != before && report.getState() != DriftState.INSUFFICIENT) {
      // A window of too few images leaves the stream as it stands.
      LOG.info(
          "drift state={} before={} model={} version={} stream_key={} scale={} until={}",
          report.getState(),
          before,
          report.getModel(),
          report.getVersion(),
          report.getStreamKey(),
          report.getScale(),
          report.getEnd());
    }
  }

  @Override
  public void accepted(DriftAcceptance record, Acceptance acceptance) {
    LOG.info(
        "drift accepted windows={} burn_in={} of={} images_of_one={} gap={} model={} version={}"
            + " stream_key={} by=\"{}\" reason=\"{}\"",
        record.getWindows().size(),
        acceptance.burnIn().windows(),
        BurnIn.WINDOWS,
        acceptance.burnIn().imagesOfOne(),
        acceptance.gap().map(gap -> gap.series() + ":" + gap.distance()).orElse("none"),
        record.getModel(),
        record.getVersion(),
        record.getStreamKey(),
        record.getIssuedBy(),
        record.getReason());
  }

  @Override
  public void ignored(String reason) {
    LOG.warn("a record on drift was left out reason=\"{}\"", reason);
  }
}
