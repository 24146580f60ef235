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

  private static final double SMALLEST = 1e-12;

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
          case LOG_PROBABILITIES -> logarithms(output.probabilities());
        };
    if (vector == null) {
      throw new IllegalArgumentException("the reference has " + this + ", but the image has none");
    }
    return vector;
  }

  private static float[] logarithms(float[] probabilities) {
    float[] logarithms = new float[probabilities.length];
    for (int c = 0; c < logarithms.length; c++) {
      logarithms[c] = (float) Math.log(Math.max(SMALLEST, probabilities[c]));
    }
    return logarithms;
  }
}
