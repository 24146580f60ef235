package io.saccade.bench.drift;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What cameras, weather and software do to images: ten of the corruptions of Hendrycks and
 * Dietterich (2019), with the five severities that they chose for images of 32 pixels.
 */
enum Corruption {
  GAUSSIAN_NOISE(0.04, 0.06, 0.08, 0.09, 0.10) {
    @Override
    Picture apply(Picture picture, double strength, RandomGenerator random) {
      return PictureChange.noise(255 * strength).apply(picture, random);
    }
  },
  SHOT_NOISE(500, 250, 100, 75, 50) {
    @Override
    Picture apply(Picture picture, double strength, RandomGenerator random) {
      float[] values = picture.values();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (255 * poisson(values[i] / 255 * strength, random) / strength);
      }
      return Picture.of(picture, values);
    }
  },
  IMPULSE_NOISE(0.01, 0.02, 0.03, 0.05, 0.07) {
    @Override
    Picture apply(Picture picture, double strength, RandomGenerator random) {
      float[] values = picture.values();
      for (int i = 0; i < values.length; i++) {
        if (random.nextDouble() < strength) {
          values[i] = random.nextBoolean() ? 255 : 0;
        }
      }
      return Picture.of(picture, values);
    }
  },
  BLUR(0.4, 0.6, 0.7, 0.8, 1) {
    @Override
    Picture apply(Picture picture, double strength, RandomGenerator random) {
      return picture.natively(
          before -> {
            Mat after = new Mat();
            try (Size automatic = new Size(0, 0)) {
              GaussianBlur(before, after, automatic, strength);
            }
            return after;
          });
    }
  },
  BRIGHTNESS(0.05, 0.1, 0.15, 0.2, 0.3) {
    @Override
    Picture apply(Picture picture, double strength, RandomGenerator random) {
      return Colors.brighter(picture, strength);
    }
  },
  CONTRAST(0.75, 0.5, 0.4, 0.3, 0.15) {
    @Override
    Picture apply(Picture picture, double strength, RandomGenerator random) {
      float[] values = picture.values();
      double[] means = new double[picture.channels()];
      for (int i = 0; i < values.length; i++) {
        means[i % means.length] += values[i] * means.length / values.length;
      }
      for (int i = 0; i < values.length; i++) {
        double mean = means[i % means.length];
        values[i] = (float) ((values[i] - mean) * strength + mean);
      }
      return Picture.of(picture, values);
    }
  },
  JPEG(80, 65, 58, 50, 40) {
    @Override
    Picture apply(Picture picture, double strength, RandomGenerator random) {
      return Picture.decoded(picture.jpeg((int) strength), picture.channels() == 1);
    }
  },
  PIXELATE(0.95, 0.9, 0.85, 0.75, 0.65) {
    @Override
    Picture apply(Picture picture, double strength, RandomGenerator random) {
      return picture.natively(
          before -> {
            Mat after = new Mat();
            int width = (int) (picture.width() * strength);
            int height = (int) (picture.height() * strength);
            try (Mat small = new Mat();
                Size less = new Size(width, height);
                Size whole = new Size(picture.width(), picture.height())) {
              resize(before, small, less, 0, 0, INTER_AREA);
              resize(small, after, whole, 0, 0, INTER_NEAREST);
            }
            return after;
          });
    }
  },
  /** Of grey images there is nothing to saturate. */
  SATURATE(0.3, 0.1, 1.5, 2, 2.5) {
    @Override
    Picture apply(Picture picture, double strength, RandomGenerator random) {
      double shift = strength <= 1.5 ? 0 : strength == 2 ? 0.1 : 0.2;
      return Colors.saturated(picture, strength, shift);
    }
  },
  FOG(0.2, 0.5, 0.75, 1, 1.5) {
    @Override
    Picture apply(Picture picture, double strength, RandomGenerator random) {
      double decay = strength <= 0.5 ? 3 : strength < 1 ? 2.5 : strength == 1 ? 2 : 1.75;
      return new Fog(strength, decay).apply(picture, random);
    }
  };

  /** How many severities there are; the first is 1. */
  static final int SEVERITIES = 5;

  private static final double KNUTH_ENDS = 30;

  @SuppressWarnings("Immutable") // Nobody writes into it.
  private final double[] strengths;

  Corruption(double... strengths) {
    this.strengths = strengths;
  }

  abstract Picture apply(Picture picture, double strength, RandomGenerator random);

  /** The corruption at a severity from 1 to 5. */
  PictureChange at(int severity) {
    return (picture, random) -> apply(picture, strengths[severity - 1], random);
  }

  /** Whether it does anything to such images. */
  boolean changes(int channels) {
    return this != SATURATE || channels == 3;
  }

  /** Its name in results. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** By multiplying where the mean is small (Knuth), else by the normal that it comes near to. */
  private static double poisson(double mean, RandomGenerator random) {
    if (mean > KNUTH_ENDS) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double left = Math.exp(-mean);
    int count = -1;
    for (double product = 1; product > left; count++) {
      product *= random.nextDouble();
    }
    return count;
  }
}
