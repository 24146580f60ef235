package io.saccade.model.drift;

import org.jspecify.annotations.Nullable;

/** Which vector stands for an image where distributions of images are compared. */
public enum Embedding {
  /** What the model exports beside its classes, as a rule its penultimate layer. */
  FEATURES,
  /** The logits, where it exports nothing else. */
  LOGITS,
  /** The logarithms of the probabilities, where it gives no logits either. */
  LOG_PROBABILITIES;

  private static final double LEAST = Math.log(1e-12);

  static Embedding of(boolean features, boolean logits) {
    if (features) {
      return FEATURES;
    }
    return logits ? LOGITS : LOG_PROBABILITIES;
  }

  float[] vector(Output output, float @Nullable [] features) {
    float[] vector =
        switch (this) {
          case FEATURES -> features;
          case LOGITS -> output.logits();
          case LOG_PROBABILITIES -> bounded(output.logarithms());
        };
    if (vector == null) {
      throw new IllegalArgumentException("the reference has " + this + ", but the image has none");
    }
    return vector;
  }

  private static float[] bounded(double[] logarithms) {
    float[] bounded = new float[logarithms.length];
    for (int c = 0; c < bounded.length; c++) {
      bounded[c] = (float) Math.max(LEAST, logarithms[c]);
    }
    return bounded;
  }
}
