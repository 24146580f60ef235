package io.saccade.cli.releases;

import io.saccade.schemas.avro.Cohort;
import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.Prediction;
import java.util.List;
import java.util.Optional;

/**
 * A prediction, as far as releases are concerned.
 *
 * @param partition of the event
 * @param offset of the event
 * @param key of the event
 * @param sha256 the version that answered
 * @param canary whether it answered as canary
 * @param labels what it said, floats to the last bit
 * @param arrivedNanos when a consumer had it
 */
record Answer(
    int partition,
    long offset,
    Optional<String> key,
    String sha256,
    boolean canary,
    List<String> labels,
    long arrivedNanos) {

  static Answer of(Prediction prediction, Optional<String> key, long arrivedNanos) {
    return new Answer(
        prediction.getSource().getPartition(),
        prediction.getSource().getOffset(),
        key,
        prediction.getModel().getSha256(),
        prediction.getCohort() == Cohort.CANARY,
        prediction.getLabels().stream().map(Answer::bits).toList(),
        arrivedNanos);
  }

  /** The same event, answered by another version. */
  Answer by(String other) {
    return new Answer(partition, offset, key, other, canary, labels, arrivedNanos);
  }

  /** The same event, answered for the other cohort. */
  Answer astray() {
    return new Answer(partition, offset, key, sha256, !canary, labels, arrivedNanos);
  }

  private static String bits(Label label) {
    return label.getName()
        + "="
        + Integer.toHexString(Float.floatToIntBits(label.getProbability()));
  }
}
