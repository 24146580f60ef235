package io.saccade.trainer.data;

/**
 * A file or entry that is not trained on.
 *
 * @param name its name, as a sample would have it
 * @param reason one sentence
 */
public record LeftOut(String name, String reason) {

  @Override
  public String toString() {
    return name + ": " + reason;
  }
}
