package io.saccade.model.bundle;

import io.saccade.model.image.Preprocessing;

/**
 * What a model is fed.
 *
 * @param name the graph's input
 * @param preprocessing how an image becomes the input's tensor
 */
public record ModelInput(String name, Preprocessing preprocessing) {

  /** Refuses an input without a name. */
  public ModelInput {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name must not be empty");
    }
  }
}
