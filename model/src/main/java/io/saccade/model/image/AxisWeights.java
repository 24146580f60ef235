package io.saccade.model.image;

import java.util.Arrays;

/**
 * Which source pixels of one axis make up each target pixel, and with what weight. Every target
 * pixel has the same number of taps, some of them of no weight, so that the loops over them have
 * one length. The arrays are used again for the next image.
 *
 * <p>Positions and weights are computed as Pillow's resampling does: the filter is centred on the
 * target pixel's centre, widened by the reduction, cut at the image's edge and normalised.
 */
final class AxisWeights {

  /**
   * One axis of a resize.
   *
   * @param stored source pixels that there are
   * @param extent source pixels that the target spreads over; less than stored by a fraction where
   *     the image was reduced while decoding and its side is no multiple
   * @param full target pixels before the cut
   * @param start the first target pixel that is wanted
   * @param count how many are wanted
   * @param mirrored whether the target runs against the source
   */
  record Axis(int stored, double extent, int full, int start, int count, boolean mirrored) {}

  private final ResizeFilter filter;
  private final int weightBits;

  private int[] starts = {};
  private long[] weights = {};
  private double[] window = {};
  private int taps;
  private int first;
  private int end;

  AxisWeights(ResizeFilter filter) {
    this.filter = filter;
    this.weightBits = filter == ResizeFilter.BICUBIC ? Lanes.SIGNED_WEIGHT_BITS : Lanes.WEIGHT_BITS;
  }

  void compute(Axis axis) {
    double scale = axis.extent() / axis.full();
    double reach = reach(scale);
    taps = Math.min(axis.stored(), (int) Math.ceil(2 * reach));
    if (starts.length < axis.count()) {
      starts = new int[axis.count()];
    }
    if (weights.length < axis.count() * taps) {
      weights = new long[axis.count() * taps];
    }
    if (window.length < taps) {
      window = new double[taps];
    }
    first = axis.stored();
    end = 0;
    for (int i = 0; i < axis.count(); i++) {
      int target = axis.start() + i;
      int position = axis.mirrored() ? axis.full() - 1 - target : target;
      computeTarget(i, (position + 0.5) * scale, scale, axis.stored());
    }
  }

  /** How far from its centre a target pixel draws on the source, in source pixels. */
  private double reach(double scale) {
    double widened = Math.max(scale, 1);
    return switch (filter) {
      case BILINEAR_ANTIALIAS -> widened;
      case BILINEAR -> 1;
      case AREA -> scale / 2 + 1;
      case BICUBIC -> 2 * widened;
    };
  }

  private void computeTarget(int index, double center, double scale, int stored) {
    double reach = reach(scale);
    int from = (int) Math.max(0, Math.min(stored - 1.0, Math.floor(center - reach + 0.5)));
    int to = (int) Math.min(stored, Math.max(from + 1.0, Math.floor(center + reach + 0.5)));
    int count = Math.min(to - from, taps);
    double sum = 0;
    for (int k = 0; k < count; k++) {
      window[k] = weight(from + k + 0.5 - center, scale);
      sum += window[k];
    }
    int start = Math.min(from, stored - taps);
    int base = index * taps;
    Arrays.fill(weights, base, base + taps, 0);
    spread(base + from - start, count, sum);
    starts[index] = start;
    first = Math.min(first, start);
    end = Math.max(end, start + taps);
  }

  /** Rounds running sums rather than weights, so that the weights add up to one exactly. */
  private void spread(int base, int count, double sum) {
    double one = 1 << weightBits;
    double running = 0;
    long before = 0;
    for (int k = 0; k < count; k++) {
      running += sum == 0 ? 1.0 / count : window[k] / sum;
      long now = Math.round(running * one);
      weights[base + k] = now - before;
      before = now;
    }
  }

  private double weight(double distance, double scale) {
    double widened = Math.max(scale, 1);
    return switch (filter) {
      case BILINEAR_ANTIALIAS -> triangle(distance / widened);
      case BILINEAR -> triangle(distance);
      case AREA -> overlap(distance, scale / 2);
      case BICUBIC -> cubic(distance / widened);
    };
  }

  private static double triangle(double x) {
    return Math.max(0, 1 - Math.abs(x));
  }

  /** How much of a source pixel lies within {@code half} of the centre. */
  private static double overlap(double distance, double half) {
    double from = Math.max(distance - 0.5, -half);
    double to = Math.min(distance + 0.5, half);
    return Math.max(0, to - from);
  }

  /** Keys' cubic convolution kernel with a = -0.5. */
  private static double cubic(double x) {
    double at = Math.abs(x);
    if (at < 1) {
      return (1.5 * at - 2.5) * at * at + 1;
    }
    return at < 2 ? ((-0.5 * at + 2.5) * at - 4) * at + 2 : 0;
  }

  int taps() {
    return taps;
  }

  /** The first source pixel of a target pixel. */
  int start(int index) {
    return starts[index];
  }

  /** The first source pixel that any target pixel draws on. */
  int first() {
    return first;
  }

  /** Where the source pixels that are drawn on end. */
  int end() {
    return end;
  }

  int[] starts() {
    return starts;
  }

  /** The weights of all target pixels, {@link #taps} each. */
  long[] weights() {
    return weights;
  }
}
