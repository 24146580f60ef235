package io.saccade.processor.tuning;

import java.util.List;

/**
 * What was seen of a point in one go.
 *
 * @param rate images a second while the point was in its stride; 0 if not one batch was done
 * @param runNanos how long each batch took in the model
 * @param decodeNanos how long an image took to be decoded and written into its batch, on average
 */
record Slice(double rate, List<Long> runNanos, long decodeNanos) {

  Slice {
    runNanos = List.copyOf(runNanos);
  }
}
