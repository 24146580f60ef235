package io.saccade.trainer.head;

/**
 * How a head is learned.
 *
 * @param epochs passes over the features, at most
 * @param batch rows of a step
 * @param rate the learning rate at its height; it falls to 0 along a cosine
 * @param decay AdamW's weight decay, on weights of standardised features
 * @param patience epochs without a better validation before the end
 * @param smoothing the share of each label that is spread over all classes
 * @param balanced whether each class counts as much as any other, however many rows it has
 * @param seed of the order of the rows
 */
public record HeadRecipe(
    int epochs,
    int batch,
    double rate,
    double decay,
    int patience,
    double smoothing,
    boolean balanced,
    long seed) {

  /** Checks each number's range. */
  public HeadRecipe {
    require("epochs", epochs, 1, Integer.MAX_VALUE);
    require("batch", batch, 1, Integer.MAX_VALUE);
    require("rate", rate, 0, 10);
    require("decay", decay, 0, 10);
    require("patience", patience, 1, Integer.MAX_VALUE);
    require("smoothing", smoothing, 0, 0.99);
  }

  private static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s, but was %s".formatted(name, least, most, value));
    }
  }

  /** What does well on features of pretrained networks. */
  public static HeadRecipe usual(long seed) {
    return new HeadRecipe(60, 64, 3e-3, 1, 12, 0.05, false, seed);
  }
}
