package io.saccade.processor.labels;

import io.saccade.processor.accuracy.LabelRule;
import java.time.Duration;

/**
 * Whether and how labels are joined with predictions.
 *
 * @param enabled whether they are
 * @param topics from where and to where
 * @param rule which labels count
 * @param every how often reports that have changed are written again
 */
public record LabelSettings(boolean enabled, LabelTopics topics, LabelRule rule, Duration every) {

  /** Refuses what nobody could report by. */
  public LabelSettings {
    if (every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException("every must be positive, but was " + every);
    }
  }
}
