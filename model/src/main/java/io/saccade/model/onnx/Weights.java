package io.saccade.model.onnx;

import java.util.Arrays;
import java.util.List;

/** Constant values of a graph: floats in row-major order under their dimensions. Immutable. */
public final class Weights {

  private final List<Long> dims;
  private final float[] values;

  private Weights(float[] values, List<Long> dims) {
    this.dims = dims;
    this.values = values;
  }

  /**
   * Values under these dimensions.
   *
   * @param values as many as the product of {@code dims}
   */
  public static Weights of(float[] values, long... dims) {
    long expected = Arrays.stream(dims).reduce(1, Math::multiplyExact);
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "dimensions %s take %d values, but there were %d"
              .formatted(Arrays.toString(dims), expected, values.length));
    }
    return new Weights(values.clone(), Arrays.stream(dims).boxed().toList());
  }

  /** One size a dimension. */
  public List<Long> dims() {
    return dims;
  }

  /** The values, row by row. */
  float[] values() {
    return values;
  }
}
