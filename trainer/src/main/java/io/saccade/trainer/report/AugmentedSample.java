package io.saccade.trainer.report;

import io.saccade.trainer.page.Picture;
import java.util.List;

/**
 * An image and what training saw of it.
 *
 * @param file the image's name
 * @param label the index of its class
 * @param plain as the model sees it when it serves
 * @param varied as it was varied, once an epoch
 */
public record AugmentedSample(String file, int label, Picture plain, List<Picture> varied) {

  /** Copies the list. */
  public AugmentedSample {
    varied = List.copyOf(varied);
  }
}
