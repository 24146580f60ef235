package io.saccade.model.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Resizes and cuts in one go: only the pixels of the cut are computed, from only the source rows
 * and columns that they draw on, one axis after the other, rounded to 8 bits in between. Working
 * memory of one thread, used again for every image; never larger than a few rows.
 */
final class Resampler {

  /** So many source rows at most are held whole: a reduction to a quarter. */
  private static final int MOST_WHOLE_ROWS = 8;

  private static final long[] NO_ROW = {};

  /** Takes the lines of the result, in the order of the stored rows. */
  interface Lines {
    void line(int index, long[] lanes);
  }

  private final Preprocessing preprocessing;
  private final boolean signed;
  private final AxisWeights columns;
  private final AxisWeights rows;
  private final RowReader reader;
  private long[] source = NO_ROW;
  private long[] result = NO_ROW;
  private long[][] ring = {};

  Resampler(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
    this.signed = preprocessing.filter() == ResizeFilter.BICUBIC;
    this.columns = new AxisWeights(preprocessing.filter());
    this.rows = new AxisWeights(preprocessing.filter());
    this.reader = new RowReader(preprocessing);
  }

  /**
   * Hands over the lines of the upright, resized and cut image: its rows, or its columns where the
   * orientation swaps the two.
   */
  void resample(DecodedImage image, Lines lines) {
    Orientation orientation = image.header().orientation();
    boolean swapped = orientation.transposes();
    AxisWeights.Axis x = horizontal(image, orientation);
    AxisWeights.Axis y = vertical(image, orientation);
    AxisWeights.Axis along = swapped ? y : x;
    AxisWeights.Axis across = swapped ? x : y;
    columns.compute(along);
    rows.compute(across);
    reserve(columns.end() - columns.first(), along.count());
    run(image, along, across, lines);
  }

  private AxisWeights.Axis horizontal(DecodedImage image, Orientation orientation) {
    int stored = orientation.transposes() ? image.storedHeight() : image.storedWidth();
    int full = full(image, image.width());
    int wanted = preprocessing.width();
    double extent = image.width() / (double) image.divisor();
    return new AxisWeights.Axis(
        stored, extent, full, start(full, wanted), wanted, orientation.mirrorsX());
  }

  private AxisWeights.Axis vertical(DecodedImage image, Orientation orientation) {
    int stored = orientation.transposes() ? image.storedWidth() : image.storedHeight();
    int full = full(image, image.height());
    int wanted = preprocessing.height();
    double extent = image.height() / (double) image.divisor();
    return new AxisWeights.Axis(
        stored, extent, full, start(full, wanted), wanted, orientation.mirrorsY());
  }

  /** What a side of the upright image is resized to, by torchvision's rules of rounding. */
  private int full(DecodedImage image, int side) {
    double shorter = Math.min(image.width(), image.height());
    return (int) ((double) preprocessing.resizeShorterTo() * side / shorter);
  }

  private static int start(int full, int wanted) {
    return (int) Math.rint((full - wanted) / 2.0);
  }

  private void reserve(int width, int count) {
    int longest = Math.max(width, count);
    if (source.length < longest) {
      source = new long[longest];
      result = new long[longest];
    }
    int held = narrowsFirst() ? count : width;
    if (ring.length < rows.taps()) {
      long[][] longer = Arrays.copyOf(ring, rows.taps());
      Arrays.fill(longer, ring.length, longer.length, NO_ROW);
      ring = longer;
    }
    for (int i = 0; i < rows.taps(); i++) {
      if (ring[i].length < held) {
        ring[i] = new long[held];
      }
    }
  }

  /**
   * Either axis may come first. Mixing whole rows is the cheaper step, so few rows are mixed before
   * they are narrowed; many are narrowed as they are read, which holds less of them. Signed weights
   * overshoot and are clipped between the steps, so that there the order is Pillow's.
   */
  private boolean narrowsFirst() {
    return signed || rows.taps() > MOST_WHOLE_ROWS;
  }

  /** Goes down the stored rows once; a ring of them serves the lines that need them. */
  private void run(DecodedImage image, AxisWeights.Axis along, AxisWeights.Axis across, Lines to) {
    ByteBuffer pixels = image.pixels();
    int stride = image.stride(); // Asked once: each is a call into native code.
    int channels = image.channels();
    int width = columns.end() - columns.first();
    int held = narrowsFirst() ? along.count() : width;
    int next = rows.first();
    for (int i = 0; i < across.count(); i++) {
      int line = across.mirrored() ? across.count() - 1 - i : i;
      int start = rows.start(line);
      next = Math.max(next, start);
      for (; next < start + rows.taps(); next++) {
        long[] row = ring[next % rows.taps()];
        int offset = next * stride + columns.first() * channels;
        reader.read(pixels, offset, channels, width, narrowsFirst() ? source : row);
        if (narrowsFirst()) {
          narrow(source, row, along.count());
        }
      }
      mix(line, source, held);
      if (narrowsFirst()) {
        to.line(line, source);
      } else {
        narrow(source, result, along.count());
        to.line(line, result);
      }
    }
  }

  /** One row as wide as the source into one as wide as the target. */
  private void narrow(long[] row, long[] target, int count) {
    Arrays.fill(target, 0, count, 0);
    int left = columns.taps();
    for (int tap = 0; left > 0; tap += 4, left -= 4) {
      switch (left) {
        case 1 -> TapSums.add1(target, count, row, columns, tap);
        case 2 -> TapSums.add2(target, count, row, columns, tap);
        case 3 -> TapSums.add3(target, count, row, columns, tap);
        default -> TapSums.add4(target, count, row, columns, tap);
      }
    }
    settle(target, count);
  }

  /** As many rows of the ring as there are taps into one. */
  private void mix(int line, long[] target, int count) {
    int taps = rows.taps();
    int start = rows.start(line);
    long[] weights = rows.weights();
    Arrays.fill(target, 0, count, 0);
    for (int k = 0; k < taps; k++) {
      long weight = weights[line * taps + k];
      long[] row = ring[(start + k) % taps];
      if (weight != 0) {
        for (int i = 0; i < count; i++) {
          target[i] += weight * row[i];
        }
      }
    }
    settle(target, count);
  }

  private void settle(long[] target, int count) {
    if (signed) {
      Lanes.settleSigned(target, count);
    } else {
      Lanes.settle(target, count);
    }
  }
}
