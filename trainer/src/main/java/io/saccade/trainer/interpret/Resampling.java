package io.saccade.trainer.interpret;

import java.util.Locale;

/**
 * How one axis is resampled, after the definition of ONNX's operator Resize.
 *
 * @param mode nearest, linear or cubic
 * @param coordinates where in the old axis an entry of the new one lies
 * @param rounding which neighbour is the nearest
 * @param cubic the coefficient of the cubic kernel (Keys, "Cubic convolution interpolation", 1981)
 * @param insideOnly taps outside the axis do not count, instead of repeating the edge
 * @param antialias shrinking widens the kernel
 */
record Resampling(
    String mode,
    String coordinates,
    String rounding,
    float cubic,
    boolean insideOnly,
    boolean antialias) {

  Resampling(String mode, String coordinates, String rounding) {
    this(mode, coordinates, rounding, -0.75f, false, false);
  }

  /**
   * For every old entry its share in each new one.
   *
   * @param in how many entries there are
   * @param out how many there will be
   * @param factor out over in, before rounding
   * @return in × out, row by row; empty where nothing changes
   */
  float[] matrix(int in, int out, double factor) {
    if (in == out && factor == 1) {
      return new float[0];
    }
    float[] matrix = new float[Math.multiplyExact(in, out)];
    for (int entry = 0; entry < out; entry++) {
      double[] shares =
          mode.toLowerCase(Locale.ROOT).equals("nearest")
              ? nearest(in, source(entry, in, out, factor), factor)
              : weighted(in, source(entry, in, out, factor), factor);
      for (int i = 0; i < in; i++) {
        matrix[i * out + entry] = (float) shares[i];
      }
    }
    return matrix;
  }

  private double source(int entry, int in, int out, double factor) {
    double centred = (entry + 0.5) / factor - 0.5;
    return switch (coordinates) {
      case "asymmetric" -> entry / factor;
      case "align_corners" -> out == 1 ? 0 : (double) entry * (in - 1) / (out - 1);
      case "pytorch_half_pixel" -> out > 1 ? centred : 0;
      case "half_pixel_symmetric" -> in / 2.0 * (1 - out / (factor * in)) + centred;
      default -> centred;
    };
  }

  private double[] nearest(int in, double source, double factor) {
    double chosen =
        switch (rounding) {
          case "floor" -> Math.floor(source);
          case "ceil" -> Math.ceil(source);
          case "round_prefer_ceil" -> Math.floor(source + 0.5);
          case "simple" -> factor < 1 ? Math.ceil(source) : Math.floor(source);
          default -> Math.ceil(source - 0.5);
        };
    double[] shares = new double[in];
    shares[inside((long) chosen, in)] = 1;
    return shares;
  }

  private double[] weighted(int in, double source, double factor) {
    double narrowing = antialias ? Math.min(1, factor) : 1;
    double reach = (mode.equals("cubic") ? 2 : 1) / narrowing;
    double[] shares = new double[in];
    double sum = 0;
    for (long tap = (long) Math.floor(source - reach); tap <= source + reach; tap++) {
      if (insideOnly && (tap < 0 || tap >= in)) {
        continue;
      }
      double share = kernel(Math.abs(tap - source) * narrowing);
      shares[inside(tap, in)] += share;
      sum += share;
    }
    for (int i = 0; i < in; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  private double kernel(double distance) {
    if (!mode.equals("cubic")) {
      return Math.max(0, 1 - distance);
    }
    double squared = distance * distance;
    if (distance <= 1) {
      return (cubic + 2) * squared * distance - (cubic + 3) * squared + 1;
    }
    return distance >= 2 ? 0 : cubic * (squared * distance - 5 * squared + 8 * distance - 4);
  }

  private static int inside(long at, int length) {
    return (int) Math.max(0, Math.min(length - 1L, at));
  }
}
