package io.saccade.model.drift;

import io.saccade.model.image.ImageProperties;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** All that a model said of one image of a reference, until the reference is built. */
final class ReferenceImage {

  private final float[] probabilities;
  private final float @Nullable [] logits;
  private final float @Nullable [] features;
  private final ImageProperties properties;
  private final OptionalInt truth;

  /** Keeps copies. */
  ReferenceImage(
      float[] probabilities,
      float @Nullable [] logits,
      float @Nullable [] features,
      ImageProperties properties,
      OptionalInt truth) {
    this.probabilities = probabilities.clone();
    this.logits = logits == null ? null : logits.clone();
    this.features = features == null ? null : features.clone();
    this.properties = properties;
    this.truth = truth;
    if (truth.isPresent() && (truth.getAsInt() < 0 || truth.getAsInt() >= probabilities.length)) {
      throw new IllegalArgumentException(
          "truth must be one of %d classes, but was %d"
              .formatted(probabilities.length, truth.getAsInt()));
    }
  }

  /** Refuses an image that has other parts than the first, or of other lengths. */
  void requireLike(ReferenceImage first) {
    if (probabilities.length != first.probabilities.length
        || length(logits) != length(first.logits)
        || length(features) != length(first.features)) {
      throw new IllegalArgumentException(
          "probabilities, logits and features must be as many for every image");
    }
  }

  private static int length(float @Nullable [] values) {
    return values == null ? -1 : values.length;
  }

  float[] probabilities() {
    return probabilities;
  }

  float @Nullable [] logits() {
    return logits;
  }

  float @Nullable [] features() {
    return features;
  }

  ImageProperties properties() {
    return properties;
  }

  /** The true class, where it is known. */
  OptionalInt truth() {
    return truth;
  }

  Output output() {
    return new Output(probabilities, logits);
  }

  Observation observed(Observer observer) {
    return observer.observe(probabilities, logits, features, properties);
  }
}
