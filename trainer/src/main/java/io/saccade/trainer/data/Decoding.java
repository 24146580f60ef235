package io.saccade.trainer.data;

import io.saccade.model.NativeHandles;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.Preprocessor;

/**
 * What decoding shares, whatever is made of the images afterwards.
 *
 * @param gate which images are accepted
 * @param budget the native memory of all the images that are decoded at one time
 * @param handles what counts the images that are open
 */
public record Decoding(ImageGate gate, DecodeBudget budget, NativeHandles handles) {

  /** The processor's defaults with a budget of 256 MiB. */
  public static Decoding defaults() {
    return new Decoding(
        new ImageGate(ImageLimits.defaults()), new DecodeBudget(256L << 20), new NativeHandles());
  }

  /** The processor's own class, so that training sees what serving will see. */
  Preprocessor preprocessor(Preprocessing preprocessing) {
    return new Preprocessor(preprocessing, gate, budget, handles);
  }
}
