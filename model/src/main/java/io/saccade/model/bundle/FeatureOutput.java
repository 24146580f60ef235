package io.saccade.model.bundle;

/**
 * A second output that describes the image itself: what the last layer before the classes sees.
 *
 * @param name the graph's output
 * @param width how many floats an image
 */
public record FeatureOutput(String name, int width) {

  /** Refuses an output without a name or without values. */
  public FeatureOutput {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name must not be empty");
    }
    if (width < 1) {
      throw new IllegalArgumentException("width must be at least 1, but was " + width);
    }
  }
}
