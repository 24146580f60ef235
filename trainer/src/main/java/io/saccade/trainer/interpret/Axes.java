package io.saccade.trainer.interpret;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Arithmetic on axes and lengths. */
final class Axes {

  private Axes() {}

  /** Counts an axis from the front; ONNX counts negative ones from the back. */
  static int at(long axis, int rank) {
    long counted = axis < 0 ? axis + rank : axis;
    if (counted < 0 || counted >= Math.max(rank, 1)) {
      throw new IllegalArgumentException(
          "the axis must lie within %d axes, but was %d".formatted(rank, axis));
    }
    return (int) counted;
  }

  /** Counts axes from the front. */
  static int[] at(long[] axes, int rank) {
    return Arrays.stream(axes).mapToInt(axis -> at(axis, rank)).toArray();
  }

  /** All axes from this one on. */
  static int[] from(int first, int rank) {
    return IntStream.range(first, rank).toArray();
  }

  /** The product of lengths. */
  static long size(long... dims) {
    return Arrays.stream(dims).reduce(1, Math::multiplyExact);
  }

  /** The product of the lengths from the first axis (inclusive) to the last (exclusive). */
  static long size(long[] dims, int from, int to) {
    return size(Arrays.copyOfRange(dims, from, to));
  }

  /** This length on every axis. */
  static long[] filled(int count, long value) {
    long[] filled = new long[count];
    Arrays.fill(filled, value);
    return filled;
  }

  /** A shape in which a vector lies along one axis, to be broadcast along the others. */
  static long[] along(int axis, int rank, long length) {
    long[] dims = filled(rank, 1);
    dims[axis] = length;
    return dims;
  }

  /** The lengths two shapes broadcast to. */
  static long[] broadcast(long[] a, long[] b) {
    long[] dims = new long[Math.max(a.length, b.length)];
    for (int back = 1; back <= dims.length; back++) {
      long one = back > a.length ? 1 : a[a.length - back];
      long other = back > b.length ? 1 : b[b.length - back];
      dims[dims.length - back] = one == 1 ? other : one;
    }
    return dims;
  }
}
