package io.saccade.bench.latency;

/**
 * What one round found at one load.
 *
 * @param round from 1
 * @param load in per cent of the capacity
 */
record Measurement(int round, int load, Figures figures) {}
