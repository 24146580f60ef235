package io.saccade.trainer.tensor;

/**
 * What batch normalisation knows of each channel; every tensor has one entry per channel.
 *
 * @param scale what the normalised value is multiplied by; learned
 * @param shift what is added to it; learned
 * @param mean the running mean
 * @param variance the running variance
 * @param epsilon what is added to the variance before its root is taken
 * @param <T> the backend's tensor
 */
public record BatchNorm<T>(T scale, T shift, T mean, T variance, float epsilon) {}
