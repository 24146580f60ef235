package io.saccade.model.drift;

import java.nio.ByteBuffer;

/**
 * The canonical bytes of sums: a version, the classes and the series of the output as 32 bits each,
 * and all numbers in order of the layout, as {@link VarLongs}.
 */
final class SumsCodec {

  private static final byte VERSION = 1;
  private static final int HEADER = 1 + 2 * Integer.BYTES;

  private SumsCodec() {}

  static byte[] write(WindowSums sums) {
    Layout layout = sums.layout();
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.put(VERSION).putInt(layout.classes()).putInt(layout.outputSeries());
    return VarLongs.write(header.array(), sums.values());
  }

  static WindowSums read(byte[] bytes) throws CorruptSumsException {
    if (bytes.length < HEADER || bytes[0] != VERSION) {
      throw new CorruptSumsException(
          "The bytes are not sums of a window, version " + VERSION + ".");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes, 1, HEADER - 1);
    Layout layout = layout(header.getInt(), header.getInt());
    long[] values = new VarLongs.Reader(bytes, HEADER).all(layout.size());
    requireSound(layout, values);
    return new WindowSums(layout, values);
  }

  private static Layout layout(int classes, int outputSeries) throws CorruptSumsException {
    try {
      return new Layout(classes, outputSeries);
    } catch (IllegalArgumentException e) {
      throw new CorruptSumsException("The sums are of no model: " + e.getMessage() + ".");
    }
  }

  /** Every image has one class and one bin of each series. */
  private static void requireSound(Layout layout, long[] values) throws CorruptSumsException {
    long images = values[Layout.IMAGES];
    for (int i = 0; i < layout.features(); i++) {
      if (values[i] < 0) {
        throw new CorruptSumsException("The sums have a count that is negative.");
      }
    }
    requireTotal(images, values, Layout.LABELS, layout.classes());
    for (int series = 0; series < layout.series(); series++) {
      requireTotal(images, values, layout.histogram(series), Edges.BINS);
    }
  }

  private static void requireTotal(long images, long[] values, int from, int count)
      throws CorruptSumsException {
    long total = 0;
    for (int i = from; i < from + count && total >= 0; i++) {
      // More than there are images, and the total could wrap to the right one.
      total = values[i] > images - total ? -1 : total + values[i];
    }
    if (total != images) {
      throw new CorruptSumsException("The sums have counts that do not add up to their images.");
    }
  }
}
