package io.saccade.trainer.export;

import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Split;
import java.util.List;

/**
 * What a bundle is made of besides the graph and its weights.
 *
 * @param name the model, as releases name it
 * @param version the version, distinct for every bundle of the model
 * @param classes the name of every class, in the order of the scores
 * @param split the images that it was trained with, and is proved and measured on
 * @param preprocessing how an image becomes the graph's input
 * @param decoding which images are accepted
 * @param storage how the numbers are kept
 * @param origin for the card
 * @param threads how many run the exported model
 */
public record ExportOrder(
    String name,
    String version,
    List<String> classes,
    Split split,
    Preprocessing preprocessing,
    Decoding decoding,
    Storage storage,
    Origin origin,
    int threads) {

  /** Copies the classes. */
  public ExportOrder {
    classes = List.copyOf(classes);
  }
}
