package io.saccade.bench.drift;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The ten shifts of Rabanser et al. (2019). */
enum Shift {
  ADVERSARIAL(Variant.ADVERSARIAL, Kept.ALL),
  KNOCK_OUT(Variant.NONE, Kept.FEWER_OF_THE_FIRST_CLASS),
  SMALL_NOISE(Variant.SMALL_NOISE, Kept.ALL),
  MEDIUM_NOISE(Variant.MEDIUM_NOISE, Kept.ALL),
  LARGE_NOISE(Variant.LARGE_NOISE, Kept.ALL),
  SMALL_IMAGE_SHIFT(Variant.SMALL_IMAGE_SHIFT, Kept.ALL),
  MEDIUM_IMAGE_SHIFT(Variant.MEDIUM_IMAGE_SHIFT, Kept.ALL),
  LARGE_IMAGE_SHIFT(Variant.LARGE_IMAGE_SHIFT, Kept.ALL),
  MEDIUM_IMAGE_SHIFT_AND_KNOCK_OUT(Variant.MEDIUM_IMAGE_SHIFT, Kept.FEWER_OF_THE_FIRST_CLASS) {
    @Override
    double changedShare(double share) {
      return 0.5; // What varies is how much is knocked out.
    }
  },
  ONLY_ZERO_AND_MEDIUM_IMAGE_SHIFT(Variant.MEDIUM_IMAGE_SHIFT, Kept.THE_FIRST_CLASS_ALONE);

  /** How much of a window each shift is about. */
  static final List<Double> SHARES = List.of(0.1, 0.5, 1.0);

  private final Variant variant;
  private final Kept kept;

  Shift(Variant variant, Kept kept) {
    this.variant = variant;
    this.kept = kept;
  }

  /** What becomes of images. */
  enum Variant {
    NONE,
    /** By gradients; see {@link Adversary}. */
    ADVERSARIAL,
    SMALL_NOISE,
    MEDIUM_NOISE,
    LARGE_NOISE,
    SMALL_IMAGE_SHIFT,
    MEDIUM_IMAGE_SHIFT,
    LARGE_IMAGE_SHIFT;

    /** The change of each image by itself; none for those that are not changed so. */
    PictureChange change() {
      return switch (this) {
        case NONE, ADVERSARIAL -> (picture, random) -> picture;
        case SMALL_NOISE -> PictureChange.noise(1);
        case MEDIUM_NOISE -> PictureChange.noise(10);
        case LARGE_NOISE -> PictureChange.noise(100);
        case SMALL_IMAGE_SHIFT -> ImageShift.SMALL;
        case MEDIUM_IMAGE_SHIFT -> ImageShift.MEDIUM;
        case LARGE_IMAGE_SHIFT -> ImageShift.LARGE;
      };
    }
  }

  /** Which images still come. */
  enum Kept {
    ALL {
      @Override
      boolean keeps(Candidate candidate, double share, RandomGenerator random) {
        return true;
      }
    },
    FEWER_OF_THE_FIRST_CLASS {
      @Override
      boolean keeps(Candidate candidate, double share, RandomGenerator random) {
        return candidate.truth() > 0 || random.nextDouble() >= share;
      }
    },
    THE_FIRST_CLASS_ALONE {
      @Override
      boolean keeps(Candidate candidate, double share, RandomGenerator random) {
        return candidate.truth() == 0;
      }
    };

    abstract boolean keeps(Candidate candidate, double share, RandomGenerator random);

    /** Where in the pool those are that come. */
    List<Integer> places(List<Candidate> pool, double share, RandomGenerator random) {
      return IntStream.range(0, pool.size())
          .filter(i -> keeps(pool.get(i), share, random))
          .boxed()
          .toList();
    }
  }

  Variant variant() {
    return variant;
  }

  Kept kept() {
    return kept;
  }

  /** The share of images that are changed. */
  double changedShare(double share) {
    return share;
  }

  /** Its name in results. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
