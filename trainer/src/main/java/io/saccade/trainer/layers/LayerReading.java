package io.saccade.trainer.layers;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * What a layer came to for one image.
 *
 * @param layer which one
 * @param dims its dimensions; none for a single number
 * @param least the least finite number, NaN without one
 * @param most the largest finite number, NaN without one
 * @param mean of the finite numbers, NaN without one
 * @param zeros the share that is exactly 0, from 0 to 1
 * @param notFinite how many are infinite or not a number
 */
public record LayerReading(
    Layer layer,
    List<Long> dims,
    double least,
    double most,
    double mean,
    double zeros,
    int notFinite) {

  /** Copies the dimensions. */
  public LayerReading {
    dims = List.copyOf(dims);
  }

  /** Goes over all numbers once; the buffer is not changed. */
  static LayerReading of(Layer layer, List<Long> dims, FloatBuffer values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int finite = 0;
    int zeros = 0;
    for (int i = values.position(); i < values.limit(); i++) {
      float value = values.get(i);
      if (Float.isFinite(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
        sum += value;
        finite++;
        zeros += value == 0 ? 1 : 0;
      }
    }
    int all = values.remaining();
    return new LayerReading(
        layer,
        dims,
        finite == 0 ? Double.NaN : least,
        finite == 0 ? Double.NaN : most,
        sum / finite,
        zeros / (double) all,
        all - finite);
  }

  /** The dimensions for people: {@code 1 × 64 × 56 × 56}. */
  public String shape() {
    return dims.isEmpty()
        ? "one number"
        : String.join(" × ", dims.stream().map(String::valueOf).toList());
  }
}
