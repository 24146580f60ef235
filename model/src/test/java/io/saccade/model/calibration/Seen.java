package io.saccade.model.calibration;

import io.saccade.model.image.ImageProperties;

/** What a made-up model says of a made-up image. */
@SuppressWarnings("ArrayRecordComponent")
public record Seen(float[] probabilities, float[] logits, float[] features, ImageProperties image) {

  /** What follows from logits. */
  public static Seen of(float[] logits, float[] features, ImageProperties image) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    float[] probabilities = new float[logits.length];
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] = (float) (Math.exp(logits[c] - largest) / sum);
    }
    return new Seen(probabilities, logits, features, image);
  }
}
