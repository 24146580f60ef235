package io.saccade.trainer.head;

import java.util.List;

/**
 * A learned head and how it came about.
 *
 * @param head the best on validation, or the last where there is no validation
 * @param best the epoch that it is of
 * @param epochs all of them, in order
 */
public record HeadFit(LinearHead head, HeadEpoch best, List<HeadEpoch> epochs) {

  /** Copies the list. */
  public HeadFit {
    epochs = List.copyOf(epochs);
  }
}
