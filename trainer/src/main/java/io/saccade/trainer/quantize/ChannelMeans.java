package io.saccade.trainer.quantize;

import java.nio.FloatBuffer;

/**
 * The mean of each channel of a value. Batches are added in fixed point, so the means do not depend
 * on their order. Thread-safe.
 */
final class ChannelMeans {

  private static final double ONE = 1 << 16;

  private long[] sums = {};
  private long count;

  /**
   * Adds the values of a batch.
   *
   * @param shape images × channels × anything
   */
  synchronized void add(long[] shape, FloatBuffer values) {
    if (shape.length < 2) {
      return;
    }
    int channels = (int) shape[1];
    int size = values.remaining() / Math.toIntExact(shape[0] * channels);
    if (sums.length == 0) {
      sums = new long[channels];
    }
    for (int channel = 0; channel < channels; channel++) {
      double sum = 0;
      for (int image = 0; image < shape[0]; image++) {
        int from = (image * channels + channel) * size;
        for (int i = from; i < from + size; i++) {
          sum += values.get(i);
        }
      }
      sums[channel] += Math.round(sum * ONE);
    }
    count += shape[0] * size;
  }

  /** The means, one a channel; none where nothing was added. */
  synchronized double[] means() {
    double[] means = new double[sums.length];
    for (int channel = 0; channel < means.length; channel++) {
      means[channel] = sums[channel] / ONE / count;
    }
    return means;
  }
}
