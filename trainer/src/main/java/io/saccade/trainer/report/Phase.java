package io.saccade.trainer.report;

import java.util.List;
import java.util.OptionalInt;

/**
 * A part of the training with epochs of its own.
 *
 * @param name what was trained, such as {@code Head on frozen features}
 * @param epochs in their order
 * @param best the number of the epoch whose weights were kept, if any
 */
public record Phase(String name, List<EpochPoint> epochs, OptionalInt best) {

  /** Copies the epochs. */
  public Phase {
    epochs = List.copyOf(epochs);
  }
}
