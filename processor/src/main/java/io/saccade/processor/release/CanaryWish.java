package io.saccade.processor.release;

/**
 * A canary as an operator names it.
 *
 * @param version the version
 * @param percent the share of the keys that it is to answer, above 0 and at most 100
 */
public record CanaryWish(VersionWish version, double percent) {}
