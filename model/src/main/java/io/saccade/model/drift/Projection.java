package io.saccade.model.drift;

/**
 * Standardises a vector and projects it on principal components, in one matrix. Thread-safe.
 *
 * <p>Adding up is done in one fixed order, so that the same vector gives the same bits everywhere.
 */
final class Projection {

  /** The most components there are. */
  static final int MOST = 32;

  /** So many components are added up side by side. */
  private static final int BLOCK = 8;

  private final int width;
  private final float[] matrix;
  private final float[] blocks;
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
    this.blocks = blocks(width, matrix);
  }

  /** The weights of eight components each, in the order in which they are needed; zeros at last. */
  private static float[] blocks(int width, float[] matrix) {
    int components = matrix.length / width;
    float[] blocks = new float[(components + BLOCK - 1) / BLOCK * BLOCK * width];
    for (int j = 0; j < components; j++) {
      int first = j / BLOCK * BLOCK * width + j % BLOCK;
      for (int i = 0; i < width; i++) {
        blocks[first + i * BLOCK] = matrix[j * width + i];
      }
    }
    return blocks;
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
    float[] sums = new float[blocks.length / width];
    for (int first = 0; first < sums.length; first += BLOCK) {
      addBlock(vector, first, sums);
    }
    float[] components = new float[offsets.length];
    for (int j = 0; j < components.length; j++) {
      components[j] = sums[j] - offsets[j];
    }
    return components;
  }

  /**
   * Eight components at a time: each waits for its own last addition only, and the vector and the
   * weights are read once, from the first to the last.
   */
  private void addBlock(float[] vector, int first, float[] sums) {
    int start = first * width;
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    float sum4 = 0;
    float sum5 = 0;
    float sum6 = 0;
    float sum7 = 0;
    for (int i = 0; i < width; i++) {
      float element = vector[i];
      int at = start + i * BLOCK;
      sum0 += element * blocks[at];
      sum1 += element * blocks[at + 1];
      sum2 += element * blocks[at + 2];
      sum3 += element * blocks[at + 3];
      sum4 += element * blocks[at + 4];
      sum5 += element * blocks[at + 5];
      sum6 += element * blocks[at + 6];
      sum7 += element * blocks[at + 7];
    }
    sums[first] = sum0;
    sums[first + 1] = sum1;
    sums[first + 2] = sum2;
    sums[first + 3] = sum3;
    sums[first + 4] = sum4;
    sums[first + 5] = sum5;
    sums[first + 6] = sum6;
    sums[first + 7] = sum7;
  }
}
