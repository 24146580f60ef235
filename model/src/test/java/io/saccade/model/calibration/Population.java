package io.saccade.model.calibration;

import io.saccade.model.image.ImageProperties;
import java.util.random.RandomGenerator;

/** A made-up stream of images that never changes. */
public enum Population {
  TEN_CLASSES {
    @Override
    public Seen next(RandomGenerator random) {
      return unsure(random.nextInt(10), 10, random);
    }
  },
  /** Nine of ten answers are saturated, and the images are of two sizes and three shades. */
  TIES {
    @Override
    public Seen next(RandomGenerator random) {
      float[] logits = new float[5];
      logits[random.nextInt(5)] = random.nextInt(10) > 0 ? 200 : 1 + random.nextInt(3);
      float shade = random.nextInt(3) / 2f;
      float area = random.nextInt(4) > 0 ? 640 * 480 : 320 * 240;
      ImageProperties image = image(shade, shade / 2, area, random.nextInt(2));
      return Seen.of(logits, new float[] {random.nextInt(2), random.nextInt(3), 1}, image);
    }
  },
  /** Two classes, and answers that say nothing but which. */
  TWO_CLASSES {
    @Override
    public Seen next(RandomGenerator random) {
      int label = random.nextInt(10) < 7 ? 0 : 1;
      return Seen.of(
          new float[] {0, label == 0 ? -1 : 1},
          new float[] {label, random.nextFloat()},
          image(random.nextFloat(), 0, 1, 1));
    }
  },
  /** Half of all images are of some thirty classes; most classes are rare. */
  THOUSAND_CLASSES {
    @Override
    public Seen next(RandomGenerator random) {
      int label = (int) Math.min(999, Math.exp(random.nextDouble() * Math.log(1_000)) - 1);
      return unsure(label, 1_000, random);
    }
  },
  THOUSAND_EVEN_CLASSES {
    @Override
    public Seen next(RandomGenerator random) {
      return unsure(random.nextInt(1_000), 1_000, random);
    }
  },
  /** Half as many features as decide what is compared, most of them noise. */
  WIDE_FEATURES {
    @Override
    public Seen next(RandomGenerator random) {
      Seen seen = unsure(random.nextInt(10), 10, random);
      float[] features = new float[128];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) random.nextGaussian() + (i < 8 ? seen.features()[i] : 0);
      }
      return new Seen(seen.probabilities(), seen.logits(), features, seen.image());
    }
  },
  /** The last class is so rare that most references have never seen it. */
  A_CLASS_NEVER_SEEN {
    @Override
    public Seen next(RandomGenerator random) {
      return unsure(random.nextInt(5_000) == 0 ? 3 : random.nextInt(3), 4, random);
    }
  };

  /** The next image. */
  public abstract Seen next(RandomGenerator random);

  private static Seen unsure(int label, int classes, RandomGenerator random) {
    float[] logits = new float[classes];
    for (int i = 0; i < 4; i++) {
      logits[random.nextInt(classes)] += random.nextFloat();
    }
    logits[label] += 2 + (float) random.nextGaussian();
    float[] features = new float[8];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian() + (label % 8 == i ? 2 : 0);
    }
    ImageProperties image = image(random.nextFloat(), random.nextFloat(), 1, random.nextFloat());
    return Seen.of(logits, features, image);
  }

  private static ImageProperties image(float brightness, float contrast, float area, float bytes) {
    return new ImageProperties(
        brightness, contrast, contrast * brightness, 0.3f, 0.3f, 0.4f, 4 / 3f, area, bytes);
  }
}
