package io.saccade.model.drift;

/**
 * One number that every image gives, as the reference has it.
 *
 * @param name {@code class.N}, {@code classes.other}, {@code max.probability}, {@code entropy},
 *     {@code energy}, {@code margin}, or {@code image.} and a property
 * @param mean the mean over the reference
 * @param deviation the standard deviation over the reference, 0 where it is constant
 */
public record Series(String name, Edges edges, double mean, double deviation) {

  /** Refuses what no values have. */
  public Series {
    if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation < 0) {
      throw new IllegalArgumentException(
          "%s must have a finite mean and deviation, but has %s and %s"
              .formatted(name, mean, deviation));
    }
  }

  static Series of(String name, float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Series(name, Edges.of(values), mean, Math.sqrt(squares / values.length));
  }
}
