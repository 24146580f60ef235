package io.saccade.trainer.tensor;

/**
 * Something to be done inside a scope of a {@link TensorBackend}.
 *
 * @param <R> what it gives
 * @param <E> what it may throw
 */
@FunctionalInterface
public interface Work<R, E extends Exception> {

  /** Does it, on the calling thread. */
  R run() throws E;
}
