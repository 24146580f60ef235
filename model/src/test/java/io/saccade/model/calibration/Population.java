package io.saccade.model.calibration;

import java.util.random.RandomGenerator;

/** A made-up stream of images that never changes. */
enum Population {
  TEN_CLASSES(10) {
    @Override
    Image next(RandomGenerator random) {
      int label = random.nextInt(10);
      double feature = label / 3.0 + random.nextGaussian();
      return new Image(label, Math.tanh(feature), feature, random.nextGaussian());
    }
  },
  /** Nine of ten answers are saturated, and most images are of one size. */
  TIES(5) {
    @Override
    Image next(RandomGenerator random) {
      boolean sure = random.nextInt(10) > 0;
      double score = sure ? 1 : Math.floor(10 * random.nextDouble()) / 10;
      double property = random.nextInt(3) > 0 ? 224 : random.nextInt(4);
      return new Image(random.nextInt(5), score, sure ? 2 : random.nextInt(2), property);
    }
  },
  /** Two classes, and answers that say nothing but which. */
  TWO_CLASSES(2) {
    @Override
    Image next(RandomGenerator random) {
      int label = random.nextInt(10) < 7 ? 0 : 1;
      return new Image(label, label, label, random.nextInt(2));
    }
  },
  /** Half of all images are of a few classes; most classes are rare. */
  THOUSAND_CLASSES(1_000) {
    @Override
    Image next(RandomGenerator random) {
      int label = (int) Math.min(999, Math.floor(Math.exp(random.nextDouble() * Math.log(1_000))));
      return new Image(label, random.nextDouble(), random.nextGaussian(), random.nextDouble());
    }
  },
  THOUSAND_EVEN_CLASSES(1_000) {
    @Override
    Image next(RandomGenerator random) {
      return new Image(
          random.nextInt(1_000), random.nextDouble(), random.nextGaussian(), random.nextDouble());
    }
  },
  /** The last class is so rare that about half of all references have never seen it. */
  A_CLASS_NEVER_SEEN(4) {
    @Override
    Image next(RandomGenerator random) {
      int label = random.nextInt(10_000) == 0 ? 3 : random.nextInt(3);
      return new Image(label, random.nextGaussian(), random.nextGaussian(), 1);
    }
  };

  private final int classes;

  Population(int classes) {
    this.classes = classes;
  }

  int classes() {
    return classes;
  }

  abstract Image next(RandomGenerator random);
}
