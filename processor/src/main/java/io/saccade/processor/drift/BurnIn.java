package io.saccade.processor.drift;

/**
 * What the windows that an operator accepted say of windows in which all is well. Consecutive
 * images are not independent as those of the reference are: with five frames of one scene each, a
 * window is worth a fifth of its images, and at a nominal 5 % up to 93 % of all windows alarm.
 *
 * <p>Squared distances grow in proportion to how many images count as one. So the mean over the
 * accepted windows, beside what the calibration expects, says how many do. The family that says
 * most decides, which is on the careful side.
 *
 * @param windows how many were accepted
 * @param share the sum of their sizes, each in terms of the reference's
 * @param softmax the sum of their distances, each in terms of the expected one
 * @param features the same, of distances that are squares
 * @param image as {@code softmax}
 */
public record BurnIn(int windows, double share, double softmax, double features, double image) {

  /** So many windows are enough: the mean of their distances is known to a twentieth. */
  public static final int WINDOWS = 60;

  /** Before any window was accepted. */
  public static final BurnIn START = new BurnIn(0, 0, 0, 0, 0);

  /** Refuses sums that no windows could have. */
  public BurnIn {
    if (windows < 0
        || !(Math.min(Math.min(softmax, features), Math.min(image, share)) >= 0)
        || !Double.isFinite(share + softmax + features + image)) {
      throw new IllegalArgumentException(
          "sums must be finite and at least 0, but were %s, %s, %s, %s of %d windows"
              .formatted(share, softmax, features, image, windows));
    }
  }

  /** Whether no more windows are needed. */
  public boolean complete() {
    return windows >= WINDOWS;
  }

  /** Adds a window that was accepted. */
  BurnIn accept(Lesson lesson) {
    return new BurnIn(
        windows + 1,
        share + lesson.size(),
        softmax + lesson.softmax(),
        features + lesson.features(),
        image + lesson.image());
  }

  /** How many images count as one: 1 before the burn-in is complete, and never less. */
  public double imagesOfOne() {
    if (!complete()) {
      return 1;
    }
    double output = softmax / windows;
    double input = image / windows;
    double most = Math.max(features / windows, Math.max(output * output, input * input));
    // The reference's own error is part of every distance, and no image of it repeats another.
    return Math.max(1, most + (most - 1) * share / windows);
  }
}
