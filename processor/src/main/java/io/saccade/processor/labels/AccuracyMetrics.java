package io.saccade.processor.labels;

import io.saccade.processor.topology.StreamFigures;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.RealisedAccuracy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * How many predictions are right in the newest window of each stream of one task, as metrics of
 * Kafka Streams in the group {@link #GROUP}. For one thread.
 */
public final class AccuracyMetrics implements AutoCloseable {

  public static final String GROUP = "saccade-labels";
  public static final String ACCURACY = "accuracy-ratio";
  public static final String JOINED = "joined-images";

  /** As many as have figures. */
  private static final int KEPT = 300;

  private final StreamFigures figures;
  private final Map<Map<String, String>, Instant> newest =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, String>, Instant> eldest) {
          return size() > KEPT;
        }
      };

  AccuracyMetrics(StreamsMetrics metrics) {
    this.figures = new StreamFigures(metrics, GROUP);
  }

  /** Takes in a report, unless a later window of its stream was reported on: labels come late. */
  void reported(AccuracyReport report) {
    RealisedAccuracy accuracy = report.getAccuracy();
    Map<String, String> tags =
        StreamFigures.tags(
            report.getModel(), report.getVersion(), report.getStreamKey(), report.getScale());
    Instant known = newest.getOrDefault(tags, Instant.MIN);
    if (accuracy != null && !report.getEnd().isBefore(known)) {
      newest.put(tags, report.getEnd());
      figures.set(tags, ACCURACY, "the share of right predictions", accuracy.getShare());
      figures.set(tags, JOINED, "how many predictions have a label", (double) report.getLabelled());
    }
  }

  @Override
  public void close() {
    figures.close();
  }
}
