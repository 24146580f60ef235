package io.saccade.trainer.graph;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Where values lie: row by row, the last dimension closest together. */
final class Layout {

  // What a few numbers blow up to is better made anew by every run than kept.
  private static final int LARGEST_MADE = 1 << 24;

  private Layout() {}

  /** Whether values of these dimensions are worth keeping: not many, or no more than these are. */
  static boolean worthKeeping(long[] dims, HostTensor... from) {
    int size = size(dims);
    return size <= LARGEST_MADE || Arrays.stream(from).anyMatch(each -> each.size() >= size);
  }

  /** How many values lie under these dimensions. */
  static int size(long... dims) {
    long size = 1;
    for (long dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException(
            "dimensions must be at least 0, but were " + Arrays.toString(dims));
      }
      size = Math.multiplyExact(size, dim);
    }
    return Math.toIntExact(size);
  }

  /** An axis counted from the front; ONNX counts negative ones from the back. */
  static int axis(long axis, int rank) {
    long counted = axis < 0 ? axis + rank : axis;
    if (counted < 0 || counted >= rank) {
      throw new IllegalArgumentException(
          "the axis must lie within %d dimensions, but was %d".formatted(rank, axis));
    }
    return (int) counted;
  }

  /** How far apart neighbours are along every axis. */
  static int[] strides(long... dims) {
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= (int) dims[axis];
    }
    return strides;
  }

  /** From a place under {@code dims} to one in a tensor that is walked with these strides. */
  static IntUnaryOperator walk(long[] dims, int[] strides, int start) {
    return place -> {
      int rest = place;
      int at = start;
      for (int axis = dims.length - 1; axis >= 0; axis--) {
        int size = (int) dims[axis];
        at += rest % size * strides[axis];
        rest /= size;
      }
      return at;
    };
  }

  /** The dimensions of two operands together, as ONNX and NumPy broadcast them. */
  static long[] broadcast(long[] left, long[] right) {
    long[] dims = new long[Math.max(left.length, right.length)];
    for (int back = 1; back <= dims.length; back++) {
      long l = back > left.length ? 1 : left[left.length - back];
      long r = back > right.length ? 1 : right[right.length - back];
      if (l != r && l != 1 && r != 1) {
        throw new IllegalArgumentException(
            "%s and %s do not go together"
                .formatted(Arrays.toString(left), Arrays.toString(right)));
      }
      dims[dims.length - back] = l == 1 ? r : l;
    }
    return dims;
  }

  /** From a place under the wider dimensions to the one that is repeated there. */
  static IntUnaryOperator repeated(long[] from, long[] to) {
    if (Arrays.equals(from, to)) {
      return place -> place;
    }
    int[] strides = new int[to.length];
    int[] own = strides(from);
    for (int axis = 0; axis < from.length; axis++) {
      strides[to.length - from.length + axis] = from[axis] == 1 ? 0 : own[axis];
    }
    return walk(to, strides, 0);
  }
}
