package io.saccade.bench.drift;

import io.saccade.model.drift.Observation;
import io.saccade.model.drift.Observer;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.image.ImageProperties;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of an image that a model has seen: windows are drawn from rows.
 *
 * @param probabilities one for each class
 * @param logits as many, where the model gives them
 * @param properties what the image itself is like
 * @param truth its true class
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Row(
    float[] probabilities, float @Nullable [] logits, ImageProperties properties, int truth) {

  Observation observed(Observer observer) {
    return observer.observe(probabilities, logits, null, properties);
  }

  void addTo(ProfileBuilder builder) {
    builder.add(probabilities, logits, null, properties, OptionalInt.of(truth));
  }

  /** Whether the model is right. */
  boolean right() {
    for (float probability : probabilities) {
      if (probability > probabilities[truth]) {
        return false;
      }
    }
    return true;
  }
}
