package io.saccade.processor.batch;

/**
 * One image's row in a batch. Whoever claims a place must either fill it or give it up, or its
 * batch never runs.
 *
 * @param batch the batch that the row belongs to
 * @param row zero-based row in the batch's tensors
 * @param <B> the tensors of a batch
 * @param <T> what waits for the result of one image
 */
public record Place<B, T>(Batch<B, T> batch, int row) {}
