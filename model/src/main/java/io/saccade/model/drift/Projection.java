package io.saccade.model.drift;

/**
 * Standardises a vector and projects it on principal components, in one matrix. Thread-safe.
 *
 * <p>Adding up is done in one fixed order, so that the same vector gives the same bits everywhere.
 */
final class Projection {

  private final int width;
  private final float[] columns;
  private final float[] offsets;

  /**
   * A projection.
   *
   * @param matrix for each component one weight for each element of the vector
   * @param offsets what is taken off each component
   */
  Projection(int width, float[] matrix, float[] offsets) {
    if (width < 1 || offsets.length < 1 || matrix.length != (long) width * offsets.length) {
      throw new IllegalArgumentException(
          "matrix must be %d x %d, but has %d values"
              .formatted(offsets.length, width, matrix.length));
    }
    this.width = width;
    this.columns = transposed(matrix, width);
    this.offsets = offsets.clone();
  }

  /** How long a vector is. */
  int width() {
    return width;
  }

  int components() {
    return offsets.length;
  }

  float[] matrix() {
    return transposed(columns, offsets.length);
  }

  float[] offsets() {
    return offsets.clone();
  }

  float[] project(float[] vector) {
    if (vector.length != width) {
      throw new IllegalArgumentException(
          "vector must have %d elements, but has %d".formatted(width, vector.length));
    }
    float[] components = new float[offsets.length];
    for (int i = 0; i < width; i++) {
      float element = vector[i];
      int row = i * components.length;
      for (int j = 0; j < components.length; j++) {
        components[j] += element * columns[row + j];
      }
    }
    for (int j = 0; j < components.length; j++) {
      components[j] -= offsets[j];
    }
    return components;
  }

  /** The same numbers, element by element: so the sums of all components grow side by side. */
  private static float[] transposed(float[] matrix, int width) {
    int components = matrix.length / width;
    float[] columns = new float[matrix.length];
    for (int j = 0; j < components; j++) {
      for (int i = 0; i < width; i++) {
        columns[i * components + j] = matrix[j * width + i];
      }
    }
    return columns;
  }
}
