package io.saccade.bench.drift;

import java.util.random.RandomGenerator;

/**
 * Fog in front of an image: fractal noise by halving squares and diamonds on a torus (Fournier et
 * al. 1982).
 *
 * @param strength how much of it
 * @param decay what the roughness is divided by at each halving
 */
record Fog(double strength, double decay) implements PictureChange {

  private static final int SIDE = 32;

  @Override
  public Picture apply(Picture picture, RandomGenerator random) {
    double[] fog = clouds(random);
    float[] values = picture.values();
    double most = 0;
    for (float value : values) {
      most = Math.max(most, value);
    }
    double scale = most / (most + 255 * strength);
    int channels = picture.channels();
    for (int i = 0; i < values.length; i++) {
      int x = i / channels % picture.width() % SIDE;
      int y = i / channels / picture.width() % SIDE;
      values[i] = (float) ((values[i] + 255 * strength * fog[y * SIDE + x]) * scale);
    }
    return Picture.of(picture, values);
  }

  /** From 0 to 1. */
  private double[] clouds(RandomGenerator random) {
    double[] field = new double[SIDE * SIDE];
    double rough = 100;
    for (int step = SIDE; step > 1; step /= 2) {
      int half = step / 2;
      for (int y = 0; y < SIDE; y += step) {
        for (int x = 0; x < SIDE; x += step) {
          double corners =
              at(field, x, y)
                  + at(field, x + step, y)
                  + at(field, x, y + step)
                  + at(field, x + step, y + step);
          field[(y + half) * SIDE + x + half] = corners / 4 + wobble(rough, random);
        }
      }
      for (int y = 0; y < SIDE; y += half) {
        for (int x = (y / half + 1) % 2 * half; x < SIDE; x += step) {
          double around =
              at(field, x - half, y)
                  + at(field, x + half, y)
                  + at(field, x, y - half)
                  + at(field, x, y + half);
          field[y * SIDE + x] = around / 4 + wobble(rough, random);
        }
      }
      rough /= decay;
    }
    return normalised(field);
  }

  private static double wobble(double rough, RandomGenerator random) {
    return (2 * random.nextDouble() - 1) * rough;
  }

  private static double at(double[] field, int x, int y) {
    return field[Math.floorMod(y, SIDE) * SIDE + Math.floorMod(x, SIDE)];
  }

  private static double[] normalised(double[] field) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : field) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    for (int i = 0; i < field.length; i++) {
      field[i] = (field[i] - least) / (most - least);
    }
    return field;
  }
}
