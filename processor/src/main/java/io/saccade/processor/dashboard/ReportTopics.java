package io.saccade.processor.dashboard;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftReport;
import java.util.List;

/**
 * Where reports are read.
 *
 * @param drift the topic of reports on drift
 * @param accuracy the topic of reports on labels
 * @param drifts reads the one
 * @param accuracies reads the other
 */
public record ReportTopics(
    String drift,
    String accuracy,
    AvroReader<DriftReport> drifts,
    AvroReader<AccuracyReport> accuracies) {

  List<String> names() {
    return List.of(drift, accuracy);
  }
}
