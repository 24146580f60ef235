package io.saccade.processor.tuning;

import java.util.List;

/**
 * What was seen of a point in one go.
 *
 * @param rate images a second while the point was in its stride; 0 if not one batch was done
 * @param runNanos how long each batch took in the model
 * @param decodeNanos how long an image took to be decoded and written into its batch, on average
 * @param cpuNanos processor time an image, of the threads that decode and run batches; those inside
 *     the model are left out
 * @param presence the share of their working time that these threads were on a processor: what is
 *     missing went to other programs, or to waiting for other threads
 */
record Slice(double rate, List<Long> runNanos, long decodeNanos, double cpuNanos, double presence) {

  Slice {
    runNanos = List.copyOf(runNanos);
  }

  /** Images a second of so many threads that nobody disturbs, by the processor time they took. */
  double undisturbedRate(int threads) {
    return cpuNanos == 0 ? 0 : threads * 1e9 / cpuNanos;
  }
}
