package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.Attributes;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.tensor.Window;
import java.util.Arrays;

/**
 * How a node's window slides, read from its attributes. Always over two axes: a signal with one
 * becomes a picture of height 1.
 *
 * @param length how many axes the node itself slides over, 1 or 2
 * @param in the lengths of the two axes
 * @param before padding in front of each
 * @param after padding behind each, with what a rounded-up last window reaches beyond it
 * @param overhang the part of {@code after} that is due to rounding up
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Sliding(
    int length,
    long[] in,
    long[] kernel,
    long[] strides,
    long[] dilations,
    long[] before,
    long[] after,
    long[] overhang) {

  /** For a node whose input has these dimensions; an empty kernel is read from the attributes. */
  static <T> Sliding of(Call<T> call, long[] dims, long[] kernel) throws GraphRefusedException {
    int length = dims.length - 2;
    if (length != 1 && length != 2) {
      throw call.refused("it slides over %d axes, and only 1 or 2 are supported".formatted(length));
    }
    Attributes attributes = call.attributes();
    long[] taps = attributes.integers("kernel_shape", kernel);
    long[] ones = Axes.filled(length, 1);
    long[] pads = attributes.integers("pads", new long[2 * length]);
    Sliding plain =
        new Sliding(
            length,
            two(Arrays.copyOfRange(dims, 2, dims.length), 1),
            two(taps, 1),
            two(attributes.integers("strides", ones), 1),
            two(attributes.integers("dilations", ones), 1),
            two(Arrays.copyOf(pads, length), 0),
            two(Arrays.copyOfRange(pads, length, 2 * length), 0),
            new long[2]);
    Sliding padded = plain.padded(attributes.text("auto_pad", "NOTSET"));
    return attributes.integer("ceil_mode", 0) == 1 ? padded.roundedUp() : padded;
  }

  /** Padding that is the same in front and behind, and that the library can add by itself. */
  boolean isEven() {
    return Arrays.equals(before, after);
  }

  boolean isPadded() {
    return before[0] + before[1] + after[0] + after[1] != 0;
  }

  boolean isDilated() {
    return dilations[0] != 1 || dilations[1] != 1;
  }

  /** As the library wants it, with the even padding given. */
  Window window(long[] padding) {
    return new Window(kernel, strides, dilations, padding);
  }

  /** The length that the window's taps reach over. */
  long reach(int axis) {
    return (kernel[axis] - 1) * dilations[axis] + 1;
  }

  /** How many windows there are along an axis. */
  int windows(int axis) {
    long room = in[axis] + before[axis] + after[axis] - reach(axis);
    return (int) (room / strides[axis] + 1);
  }

  /** A tensor of the node's own rank as a picture. */
  <T> T picture(Call<T> call, T x) {
    long[] dims = call.dims(x);
    return length == 2 ? x : call.math().reshape(x, dims[0], dims[1], 1, dims[2]);
  }

  /** The reverse of {@link #picture}. */
  <T> T own(Call<T> call, T x) {
    long[] dims = call.dims(x);
    return length == 2 ? x : call.math().reshape(x, dims[0], dims[1], dims[3]);
  }

  /** The picture with its padding around it. */
  <T> T pad(Call<T> call, T x, float value) {
    return call.math()
        .pad(
            x,
            new long[] {0, 0, before[0], before[1]},
            new long[] {0, 0, after[0], after[1]},
            value);
  }

  /** Padding such that there are as many windows as strides fit in, as auto_pad asks for. */
  private Sliding padded(String automatic) {
    if (automatic.equals("NOTSET") || automatic.isEmpty()) {
      return this;
    }
    long[] front = new long[2];
    long[] back = new long[2];
    for (int axis = 0; axis < 2 && automatic.startsWith("SAME"); axis++) {
      long windows = (in[axis] + strides[axis] - 1) / strides[axis];
      long total = Math.max(0, (windows - 1) * strides[axis] + reach(axis) - in[axis]);
      long less = total / 2;
      front[axis] = automatic.equals("SAME_LOWER") ? total - less : less;
      back[axis] = total - front[axis];
    }
    return new Sliding(length, in, kernel, strides, dilations, front, back, overhang);
  }

  /** A last window that is not whole counts too, unless it would start behind the picture. */
  private Sliding roundedUp() {
    long[] back = after.clone();
    long[] over = new long[2];
    for (int axis = 0; axis < 2; axis++) {
      long room = in[axis] + before[axis] + after[axis] - reach(axis);
      long steps = (room + strides[axis] - 1) / strides[axis];
      if (steps * strides[axis] >= in[axis] + before[axis]) {
        steps--;
      }
      over[axis] = Math.max(0, steps * strides[axis] - room);
      back[axis] += over[axis];
    }
    return new Sliding(length, in, kernel, strides, dilations, before, back, over);
  }

  private static long[] two(long[] values, long first) {
    return values.length == 1 ? new long[] {first, values[0]} : values;
  }
}
