package io.saccade.processor.topology;

import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import java.util.Map;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * How the streams of one task stand, as metrics of Kafka Streams in the group {@link #GROUP}. For
 * one thread.
 */
public final class AlarmMetrics implements AutoCloseable {

  public static final String GROUP = "saccade-drift";
  public static final String STATE = "alarm-state";
  public static final String ALARMS = "alarms-total";
  public static final String WINDOWS = "windows-total";
  public static final String P = "p";

  private final StreamFigures figures;

  AlarmMetrics(StreamsMetrics metrics) {
    this.figures = new StreamFigures(metrics, GROUP);
  }

  /** Takes in a report. */
  void reported(DriftReport report) {
    Map<String, String> tags =
        StreamFigures.tags(
            report.getModel(), report.getVersion(), report.getStreamKey(), report.getScale());
    DriftState before = report.getStateBefore();
    // A window of too few images says nothing, and leaves a stream as it stands.
    DriftState state = report.getState() == DriftState.INSUFFICIENT ? before : report.getState();
    boolean raised = number(state) == 2 && number(before) != 2;
    figures.set(
        tags,
        STATE,
        "0 well or not judged yet, 1 warned, 2 alarmed and not cleared",
        number(state));
    figures.add(tags, ALARMS, "how many alarms were raised", raised ? 1 : 0);
    figures.add(tags, WINDOWS, "how many windows were reported on", 1);
    Double p = report.getP();
    if (p != null) {
      figures.set(tags, P, "how likely the latest judged window is without drift", p);
    }
  }

  @Override
  public void close() {
    figures.close();
  }

  /** Dashboards and rules go by these numbers. */
  private static int number(DriftState state) {
    return switch (state) {
      case INSUFFICIENT, OK -> 0;
      case WARN -> 1;
      case ALARM, RECOVERING -> 2;
    };
  }
}
