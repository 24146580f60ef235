package io.saccade.trainer.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The few operations that everything else is made of; all of them can be differentiated. Pictures
 * are N × C × H × W. What comes out belongs to the innermost scope of the calling thread.
 *
 * <p>Shapes that do not fit are the caller's mistake and end in a {@link RuntimeException} of the
 * library.
 *
 * @param <T> the library's tensor
 */
public interface TensorMath<T> {

  // Element by element

  /** f(x) of every element. */
  T apply(Unary function, T x);

  /** f(a, b) of every pair of elements. */
  T apply(Binary function, T a, T b);

  /** x + addend. */
  T shift(T x, float addend);

  /** x × factor. */
  T scale(T x, float factor);

  /** x^exponent. */
  T power(T x, float exponent);

  /** x, but at least low, and then at most high. */
  T clamp(T x, float low, float high);

  /** In training: drops each element with this probability, and scales up the rest. */
  T dropout(T x, float probability);

  // Layers

  /** Convolution: weights are out × in/groups × kernel, the bias has an entry per channel out. */
  T convolve(T x, T weights, @Nullable T bias, Window window, long groups);

  /** Transposed convolution, without padding: weights are in × out/groups × kernel. */
  T deconvolve(T x, T weights, Window window, long groups);

  /** The maximum of each window; padding never wins and is at most half the kernel. */
  T maxPool(T x, Window window);

  /** The mean of each window, without padding. */
  T averagePool(T x, long[] kernel, long[] strides);

  /** Batch normalisation by the running statistics. */
  T normalise(T x, BatchNorm<T> norm);

  /**
   * Batch normalisation by the statistics of this batch, which move the running ones in place; by
   * the running ones, which stay, where a channel has a single value.
   *
   * @param kept the share of the running statistics that is kept; the variance that joins them is
   *     the population's, as ONNX has it
   */
  T normaliseBatch(T x, BatchNorm<T> norm, float kept);

  /** The matrix product of the last two axes; the others broadcast. */
  T multiply(T a, T b);

  /** e^x over its sum along an axis. */
  T softmax(T x, int axis);

  /** The logarithm of {@link #softmax}, exact for large x too. */
  T logSoftmax(T x, int axis);

  /**
   * The mean over a batch of the cross entropy between scores and the classes wanted.
   *
   * @param scores N × classes, before softmax
   * @param targets N × classes, probabilities
   */
  T crossEntropy(T scores, T targets);

  // Shapes

  /** Reduces these axes to length 1. */
  T reduce(Reduction reduction, T x, int... axes);

  /** The same values under another shape. */
  T reshape(T x, long... dims);

  /** Axis i of the result is axis order[i] of x. */
  T permute(T x, int... order);

  /** Repeats axes of length 1, and adds axes in front. */
  T expand(T x, long... dims);

  /** Joins tensors along an axis. */
  T concatenate(List<T> parts, int axis);

  /** The entries from (inclusive) to (exclusive) of an axis. */
  default T slice(T x, int axis, long from, long to) {
    return slice(x, axis, from, to, 1);
  }

  /** As above, but only each step-th of them; at least 1. */
  T slice(T x, int axis, long from, long to, long step);

  /** These entries of an axis, in this order; an entry may be taken more than once. */
  T select(T x, int axis, long... indices);

  /** Adds entries of this value before and after each axis; negative counts cut off. */
  T pad(T x, long[] before, long[] after, float value);
}
