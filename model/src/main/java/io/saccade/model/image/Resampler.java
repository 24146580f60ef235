package io.saccade.model.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Resizes and cuts in one go: only the pixels of the cut are computed, from only the source rows
 * and columns that they draw on, first along the stored rows and then across them, as Pillow does.
 * Working memory of one thread, used again for every image; never larger than a few rows.
 */
final class Resampler {

  /** Takes the lines of the result, in the order of the stored rows. */
  interface Lines {
    void line(int index, long[] lanes);
  }

  private final Preprocessing preprocessing;
  private final boolean signed;
  private final AxisWeights columns;
  private final AxisWeights rows;
  private final RowReader reader;
  private long[] source = {};
  private long[][] narrowed = {};
  private long[] sums = {};

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
    double shorter = Math.min(image.width(), image.height());
    AxisWeights.Axis x = axis(image, image.width(), preprocessing.width(), shorter);
    AxisWeights.Axis y = axis(image, image.height(), preprocessing.height(), shorter);
    x = placed(x, swapped ? image.storedHeight() : image.storedWidth(), orientation.mirrorsX());
    y = placed(y, swapped ? image.storedWidth() : image.storedHeight(), orientation.mirrorsY());
    AxisWeights.Axis along = swapped ? y : x;
    AxisWeights.Axis across = swapped ? x : y;
    columns.compute(along);
    rows.compute(across);
    reserve(along.count());
    run(image, along.count(), across, lines);
  }

  /** The axis of the upright image, by torchvision's rules of rounding. */
  private AxisWeights.Axis axis(DecodedImage image, int side, int wanted, double shorter) {
    int full = (int) ((double) preprocessing.resizeShorterTo() * side / shorter);
    int start = (int) Math.rint((full - wanted) / 2.0);
    return new AxisWeights.Axis(0, side / (double) image.divisor(), full, start, wanted, false);
  }

  private static AxisWeights.Axis placed(AxisWeights.Axis axis, int stored, boolean mirrored) {
    return new AxisWeights.Axis(
        stored, axis.extent(), axis.full(), axis.start(), axis.count(), mirrored);
  }

  private void reserve(int count) {
    int width = columns.end() - columns.first();
    if (source.length < width) {
      source = new long[width];
    }
    if (sums.length < count) {
      sums = new long[count];
    }
    if (narrowed.length < rows.taps() || narrowed[0].length < count) {
      narrowed = new long[rows.taps()][count];
    }
  }

  /** Goes down the stored rows once; a ring of narrowed rows serves the lines that need them. */
  private void run(DecodedImage image, int count, AxisWeights.Axis across, Lines lines) {
    ByteBuffer pixels = image.pixels();
    int next = rows.first();
    for (int i = 0; i < across.count(); i++) {
      int line = across.mirrored() ? across.count() - 1 - i : i;
      int start = rows.start(line);
      next = Math.max(next, start);
      for (; next < start + rows.taps(); next++) {
        int offset = next * image.stride() + columns.first() * image.channels();
        int width = columns.end() - columns.first();
        reader.read(pixels, offset, image.channels(), width, source);
        narrow(narrowed[next % narrowed.length], count);
      }
      flatten(line, start, count);
      lines.line(line, sums);
    }
  }

  /** One source row into one narrowed row. */
  private void narrow(long[] target, int count) {
    Arrays.fill(target, 0, count, 0);
    int left = columns.taps();
    for (int tap = 0; left > 0; tap += 4, left -= 4) {
      switch (left) {
        case 1 -> TapSums.add1(target, count, source, columns, tap);
        case 2 -> TapSums.add2(target, count, source, columns, tap);
        case 3 -> TapSums.add3(target, count, source, columns, tap);
        default -> TapSums.add4(target, count, source, columns, tap);
      }
    }
    settle(target, count);
  }

  /** As many narrowed rows as there are taps into one line of the result. */
  private void flatten(int line, int start, int count) {
    int taps = rows.taps();
    long[] weights = rows.weights();
    long[] target = sums;
    Arrays.fill(target, 0, count, 0);
    for (int k = 0; k < taps; k++) {
      long weight = weights[line * taps + k];
      long[] from = narrowed[(start + k) % narrowed.length];
      if (weight != 0) {
        for (int i = 0; i < count; i++) {
          target[i] += weight * from[i];
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
