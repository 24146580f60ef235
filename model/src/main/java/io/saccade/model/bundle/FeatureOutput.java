package io.saccade.model.bundle;

/**
 * A second output that describes the image itself: what the last layer before the classes sees.
 *
 * @param name the graph's output
 * @param width how many floats an image
 */
public record FeatureOutput(String name, int width) {

  /** Far more than any classifier has; every row of every batch takes so many floats. */
  private static final int WIDEST = 1 << 20;

  /** Refuses an output without a name, without values or with more than anybody has. */
  public FeatureOutput {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name must not be empty");
    }
    if (width < 1 || width > WIDEST) {
      throw new IllegalArgumentException(
          "width must be at least 1 and at most %d, but was %d".formatted(WIDEST, width));
    }
  }
}
