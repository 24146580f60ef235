package io.saccade.model.bundle;

/**
 * What a model gives for every image: one float a class.
 *
 * @param name the graph's output
 * @param kind what the values are
 * @param classes how many values an image
 */
public record ModelOutput(String name, OutputKind kind, int classes) {

  /** Refuses an output without a name or with fewer than two classes. */
  public ModelOutput {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name must not be empty");
    }
    if (classes < 2) {
      throw new IllegalArgumentException("classes must be at least 2, but was " + classes);
    }
  }
}
