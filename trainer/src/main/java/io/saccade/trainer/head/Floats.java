package io.saccade.trainer.head;

/** Sums over rows of floats, always in the same order. */
final class Floats {

  private Floats() {}

  /** In four interleaved sums, which the processor adds at the same time. */
  static double dot(float[] a, float[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int even = a.length & ~3;
    for (int i = 0; i < even; i += 4) {
      s0 += (double) a[i] * b[i];
      s1 += (double) a[i + 1] * b[i + 1];
      s2 += (double) a[i + 2] * b[i + 2];
      s3 += (double) a[i + 3] * b[i + 3];
    }
    for (int i = even; i < a.length; i++) {
      s0 += (double) a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }

  /** Adds so many times the row to the sum, over the first {@code size} elements. */
  static void add(float[] sum, float times, float[] row, int size) {
    for (int i = 0; i < size; i++) {
      sum[i] += times * row[i];
    }
  }

  /** The logarithm of the sum of the exponentials of {@code scale} times each logit. */
  static double logSumExp(float[] logits, double scale) {
    double most = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, scale * logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp(scale * logit - most);
    }
    return most + StrictMath.log(sum);
  }

  /** The index of the largest, the first of equal ones. */
  static int argmax(float[] logits) {
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      if (logits[k] > logits[best]) {
        best = k;
      }
    }
    return best;
  }
}
