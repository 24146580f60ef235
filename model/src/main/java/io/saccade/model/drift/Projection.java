package io.saccade.model.drift;

/**
 * Standardises a vector and projects it on principal components, in one matrix. Thread-safe.
 *
 * <p>Adding up is done in one fixed order, so that the same vector gives the same bits everywhere.
 */
final class Projection {

  /** The most components there are. */
  static final int MOST = 32;

  private static final int BLOCK = 4;

  private final int width;
  private final float[] matrix;
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
    if (offsets.length > MOST) {
      throw new IllegalArgumentException(
          "components must be at most %d, but were %d".formatted(MOST, offsets.length));
    }
    requireFinite(matrix);
    requireFinite(offsets);
    this.width = width;
    this.matrix = matrix.clone();
    this.offsets = offsets.clone();
  }

  private static void requireFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("the projection must be finite, but has " + value);
      }
    }
  }

  /** How long a vector is. */
  int width() {
    return width;
  }

  int components() {
    return offsets.length;
  }

  float[] matrix() {
    return matrix.clone();
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
    int j = 0;
    for (; j + BLOCK <= components.length; j += BLOCK) {
      projectBlock(vector, j, components);
    }
    for (; j < components.length; j++) {
      components[j] = sum(vector, j) - offsets[j];
    }
    return components;
  }

  /**
   * Four components at a time: each waits for its own last addition only, and the vector is read
   * once.
   */
  private void projectBlock(float[] vector, int first, float[] components) {
    int row0 = first * width;
    int row1 = row0 + width;
    int row2 = row1 + width;
    int row3 = row2 + width;
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    for (int i = 0; i < width; i++) {
      float element = vector[i];
      sum0 += element * matrix[row0 + i];
      sum1 += element * matrix[row1 + i];
      sum2 += element * matrix[row2 + i];
      sum3 += element * matrix[row3 + i];
    }
    components[first] = sum0 - offsets[first];
    components[first + 1] = sum1 - offsets[first + 1];
    components[first + 2] = sum2 - offsets[first + 2];
    components[first + 3] = sum3 - offsets[first + 3];
  }

  private float sum(float[] vector, int component) {
    int row = component * width;
    float sum = 0;
    for (int i = 0; i < width; i++) {
      sum += vector[i] * matrix[row + i];
    }
    return sum;
  }
}
