package io.saccade.bench.drift;

import java.util.random.RandomGenerator;

/** What happens to an image on its way. */
@FunctionalInterface
interface PictureChange {

  /** Changes an image; equal states of chance give equal images. */
  Picture apply(Picture picture, RandomGenerator random);

  /** Normal noise of this deviation, in steps of 255. */
  static PictureChange noise(double deviation) {
    return (picture, random) -> {
      float[] values = picture.values();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (random.nextGaussian() * deviation);
      }
      return Picture.of(picture, values);
    };
  }
}
