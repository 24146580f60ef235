package io.saccade.bench.pipeline;

/**
 * What one measurement found.
 *
 * @param rate images a second
 * @param cpuMillis milliseconds of processor time an image, the broker's included
 */
record Cost(double rate, double cpuMillis) {}
