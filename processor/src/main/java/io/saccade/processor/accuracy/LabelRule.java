package io.saccade.processor.accuracy;

import java.time.Duration;

/**
 * For how long what is known of an event is kept.
 *
 * @param patience for how long after its event a label counts
 */
public record LabelRule(Duration patience) {

  /** Partitions do not come equally far at once, and labels travel. */
  private static final Duration LEAST_SLACK = Duration.ofHours(1);

  private static final int SLACK_PART = 7;

  public LabelRule {
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience must be positive, but was " + patience);
    }
  }

  /** For how long events are kept, behind the newest of their partition. */
  public Duration retention() {
    Duration slack = patience.dividedBy(SLACK_PART);
    return patience.plus(slack.compareTo(LEAST_SLACK) < 0 ? LEAST_SLACK : slack);
  }

  /** What the labels of an answer come to. */
  public int verdict(Answer answer, Iterable<Truth> truths, ModelClasses classes) {
    return Verdict.of(truths, classes, answer.time(), patience.toMillis());
  }
}
