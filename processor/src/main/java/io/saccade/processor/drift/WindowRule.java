package io.saccade.processor.drift;

import java.time.Duration;

/**
 * When a window is closed, and how many images it must have to be judged.
 *
 * @param grace how long after its end a window still takes events that come late
 * @param minSamples fewer images are carried into the next window; at least 50
 */
public record WindowRule(Duration grace, int minSamples) {

  /** Below it no distance is calibrated. */
  public static final int FEWEST_SAMPLES = 50;

  /** What is used unless set: two minutes, 200 images. */
  public static final WindowRule DEFAULT = new WindowRule(Duration.ofMinutes(2), 200);

  /** Refuses what no window could follow. */
  public WindowRule {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace must be at least 0, but was " + grace);
    }
    if (minSamples < FEWEST_SAMPLES) {
      throw new IllegalArgumentException(
          "minSamples must be at least %d, but was %d".formatted(FEWEST_SAMPLES, minSamples));
    }
  }

  /**
   * The rule where images repeat each other: what a window is worth must suffice as well.
   *
   * @param imagesOfOne how many images count as one, at least 1
   */
  public WindowRule where(double imagesOfOne) {
    double fewest = Math.min(Integer.MAX_VALUE, Math.ceil(FEWEST_SAMPLES * imagesOfOne));
    return new WindowRule(grace, Math.max(minSamples, (int) fewest));
  }
}
