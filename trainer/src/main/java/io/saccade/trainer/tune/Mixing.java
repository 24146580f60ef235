package io.saccade.trainer.tune;

/** Mixes each row of a batch with the next one, and the last with the first. */
final class Mixing {

  private Mixing() {}

  /**
   * Mixed rows.
   *
   * @param own the share that each row keeps of itself
   */
  static float[] of(float[] rows, int count, double own) {
    int width = rows.length / count;
    float[] mixed = new float[rows.length];
    for (int row = 0; row < count; row++) {
      int next = (row + 1) % count;
      for (int i = 0; i < width; i++) {
        double value = own * rows[row * width + i] + (1 - own) * rows[next * width + i];
        mixed[row * width + i] = (float) value;
      }
    }
    return mixed;
  }
}
