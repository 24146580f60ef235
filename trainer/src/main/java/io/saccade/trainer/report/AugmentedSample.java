package io.saccade.trainer.report;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.page.Picture;
import io.saccade.trainer.page.Thumbnails;
import java.io.IOException;
import java.util.ArrayList;
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

  /**
   * A sample with its pictures.
   *
   * @param epochs how many times it is shown varied
   * @throws IOException if it cannot be read or decoded any more
   */
  public static AugmentedSample of(Sample sample, Thumbnails thumbnails, int epochs)
      throws IOException {
    List<Picture> varied = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      varied.add(thumbnails.varied(sample, epoch));
    }
    return new AugmentedSample(sample.name(), sample.label(), thumbnails.plain(sample), varied);
  }
}
