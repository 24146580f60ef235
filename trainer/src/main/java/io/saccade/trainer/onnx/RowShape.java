package io.saccade.trainer.onnx;

import java.util.Arrays;

/** The shape of an input whose graph leaves sizes free. */
final class RowShape {

  private RowShape() {}

  /**
   * The shape of a batch. Of two free sizes of an image both are taken as equal: graphs that take
   * images of any size are given square ones.
   *
   * @param declared the sizes that the graph declares, rows first, not positive where one is free
   * @param values how many make a row
   * @throws IllegalArgumentException where no such shape has as many
   */
  static long[] of(long[] declared, int rows, int values) {
    long[] shape = declared.clone();
    shape[0] = 1;
    long known = Arrays.stream(shape).filter(size -> size > 0).reduce(1, Math::multiplyExact);
    long free = Arrays.stream(shape).filter(size -> size <= 0).count();
    long rest = values / known;
    long side = free == 2 ? Math.round(Math.sqrt((double) rest)) : rest;
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = shape[axis] > 0 ? shape[axis] : side;
    }
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != values) {
      throw new IllegalArgumentException(
          "a row must fit %s, but has %d values".formatted(Arrays.toString(declared), values));
    }
    shape[0] = rows;
    return shape;
  }
}
