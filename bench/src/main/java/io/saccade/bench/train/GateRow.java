package io.saccade.bench.train;

import io.saccade.bench.results.GateOptions;

/**
 * One figure of one training, as the file of results has it.
 *
 * @param gate that it belongs to
 * @param subject what was trained on what
 * @param figure what was measured, with its unit
 * @param seed of the training
 * @param value the figure; 0 where it was skipped
 * @param bound how the value is held against the limit
 * @param limit what it is held against; 0 where it is only shown
 * @param note why it was skipped or broke off; else empty
 */
public record GateRow(
    String gate,
    String subject,
    String figure,
    long seed,
    double value,
    Bound bound,
    double limit,
    String note)
    implements GateOptions.Judged {

  /** How a figure is held against its limit. */
  public enum Bound {
    AT_LEAST,
    AT_MOST,
    /** There is no limit. */
    SHOWN,
    /** It could not be measured here, and the note says why. */
    SKIPPED
  }

  /** Whether nothing speaks against it; a figure that is no number does. */
  @Override
  public boolean passes() {
    return switch (bound) {
      case AT_LEAST -> value >= limit;
      case AT_MOST -> value <= limit;
      case SHOWN, SKIPPED -> true;
    };
  }
}
