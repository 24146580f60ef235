package io.saccade.trainer.tensor;

import java.util.Optional;

/**
 * What the interpreter, the losses and the optimisers need of a library that differentiates:
 * memory, gradients, and the {@linkplain #math operations} themselves.
 *
 * <p>Memory: a tensor belongs to the innermost {@link #inScope scope} of the thread that made it
 * and is freed with it, unless it was {@linkplain #retain retained}. Scopes and the recording of
 * gradients belong to the calling thread; two threads may work at once on tensors of their own.
 *
 * <p>Shapes that do not fit are the caller's mistake and end in a {@link RuntimeException} of the
 * library.
 *
 * @param <T> the library's tensor
 */
public interface TensorBackend<T> {

  // Memory

  /** Runs work, and frees every tensor that it made and did not retain. */
  <R, E extends Exception> R inScope(Work<R, E> work) throws E;

  /** A copy of these values, row by row; to be made inside a scope. */
  T tensor(float[] values, long... dims);

  /** As {@link #tensor}, but outside every scope: it lives until it is released. */
  T parameter(float[] values, long... dims);

  /**
   * Keeps a tensor beyond its scope, until {@link #release} or {@link #adopt} is called as often.
   */
  void retain(T tensor);

  /** Takes back one {@link #retain}, or frees a parameter. */
  void release(T tensor);

  /** Takes back one {@link #retain} and gives the tensor to the scope that the caller is in. */
  void adopt(T tensor);

  /** The values, row by row. */
  float[] values(T tensor);

  /** The length of each axis. */
  long[] dims(T tensor);

  /** Overwrites the values, row by row. */
  void assign(T into, float[] values);

  // Gradients

  /** Runs work and records how to differentiate it. */
  <R, E extends Exception> R withGradients(Precision precision, Work<R, E> work) throws E;

  /** Runs work and records nothing. */
  <R, E extends Exception> R withoutGradients(Work<R, E> work) throws E;

  /** Lets gradients reach this parameter from now on. */
  void learn(T parameter);

  /** Lets no gradient reach this parameter from now on. */
  void freeze(T parameter);

  /** Adds the gradients of a loss of one element to those of all parameters that it came from. */
  void backward(T loss);

  /** The gradient that has gathered, if any has; to be used before it is cleared. */
  Optional<T> gradient(T parameter);

  /** Forgets the gradient that has gathered. */
  void clearGradient(T parameter);

  /** In place: into becomes keep × into + share × other. */
  void blend(T into, float keep, T other, float share);

  /** The operations that can be differentiated. */
  TensorMath<T> math();

  // Threads and chance

  /** How many threads one operation may use, in the whole process. */
  void threads(int count);

  /** Starts the random numbers of {@link TensorMath#dropout} anew, in the whole process. */
  void seed(long seed);
}
