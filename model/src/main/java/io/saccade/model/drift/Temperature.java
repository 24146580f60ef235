package io.saccade.model.drift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the temperature that makes the true classes most likely (Guo et al. 2017). The likelihood
 * is convex in the inverse temperature, so its slope is followed to zero by halving an interval.
 */
final class Temperature {

  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 20;
  private static final int HALVINGS = 24;
  private static final double SMALLEST = 1e-12;

  private Temperature() {}

  static double fit(List<ReferenceImage> labelled) {
    double low = Math.log(1 / HIGHEST);
    double high = Math.log(1 / LOWEST);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (slope(labelled, Math.exp(middle)) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp(-(low + high) / 2);
  }

  /** Of the negative log-likelihood, by the inverse temperature. */
  private static double slope(List<ReferenceImage> labelled, double inverse) {
    double slope = 0;
    for (ReferenceImage image : labelled) {
      double largest = score(image, image.output().label());
      double sum = 0;
      double expected = 0;
      for (int c = 0; c < image.probabilities().length; c++) {
        double score = score(image, c) - largest;
        double weight = Math.exp(score * inverse);
        sum += weight;
        expected += weight * score;
      }
      slope += expected / sum - (score(image, image.truth().orElseThrow()) - largest);
    }
    return slope;
  }

  private static double score(ReferenceImage image, int c) {
    float @Nullable [] logits = image.logits();
    return logits == null ? Math.log(Math.max(SMALLEST, image.probabilities()[c])) : logits[c];
  }
}
