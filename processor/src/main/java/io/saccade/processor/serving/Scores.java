package io.saccade.processor.serving;

import io.saccade.model.bundle.OutputKind;

/**
 * Turns a model's raw outputs into probabilities and picks the most probable classes. Pure and
 * deterministic: the same outputs give the same bits on every machine.
 */
public final class Scores {

  private Scores() {}

  /**
   * Turns raw outputs into probabilities, in place.
   *
   * @return whether every value was finite
   */
  public static boolean toProbabilities(OutputKind kind, float[] values) {
    return toProbabilities(kind, values, new double[values.length]);
  }

  /**
   * As {@link #toProbabilities(OutputKind, float[])}, without garbage.
   *
   * @param scratch as long as the values; what it holds does not matter
   */
  public static boolean toProbabilities(OutputKind kind, float[] values, double[] scratch) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    if (kind == OutputKind.LOGITS) {
      softmax(values, scratch);
    }
    return true;
  }

  /**
   * The indices of the largest values, largest first, ties by the smaller index.
   *
   * @param count how many; fewer come back where there are fewer values
   */
  public static int[] top(float[] values, int count) {
    int[] best = new int[Math.min(count, values.length)];
    int filled = 0;
    for (int i = 0; i < values.length; i++) {
      if (filled == best.length && values[i] <= values[best[filled - 1]]) {
        continue;
      }
      int at = filled < best.length ? filled++ : filled - 1;
      while (at > 0 && values[best[at - 1]] < values[i]) {
        best[at] = best[at - 1];
        at--;
      }
      best[at] = i;
    }
    return best;
  }

  private static void softmax(float[] values, double[] powers) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    double sum = 0;
    // StrictMath is slow: once a class, not twice.
    for (int i = 0; i < values.length; i++) {
      powers[i] = StrictMath.exp(values[i] - largest);
      sum += powers[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (powers[i] / sum);
    }
  }
}
