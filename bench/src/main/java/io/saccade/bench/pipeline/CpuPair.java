package io.saccade.bench.pipeline;

/**
 * What an image took of two processors that worked side by side.
 *
 * @param asItIs milliseconds of processor time
 * @param other the same of the other one
 */
record CpuPair(double asItIs, double other) {

  /** By how many percent the other one took more. */
  double change() {
    return 100 * (other / asItIs - 1);
  }

  /** The same pair, the other one first. */
  CpuPair swapped() {
    return new CpuPair(other, asItIs);
  }
}
