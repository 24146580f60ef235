package io.saccade.processor.serving;

import java.nio.ByteBuffer;

/**
 * The input and output tensors of one batch, allocated once and used for one batch after the other.
 * Rows may be written by several threads, each its own; running needs all of them to be done.
 */
public interface BatchTensors extends AutoCloseable {

  /** How many images fit. */
  int capacity();

  /**
   * The input row of one image: a direct buffer in native byte order, exactly as long as the
   * preprocessed image.
   *
   * @param row zero-based, below {@link #capacity()}
   */
  ByteBuffer input(int row);

  /**
   * Runs the model on some rows, on the calling thread. Rows up to the next bucket are computed
   * along with them and thrown away.
   *
   * @param lane the lane that runs them, from zero: it decides on which device
   * @param from the first row
   * @param count how many rows, at least 1
   * @throws ModelFailedException if the model fails on these rows
   */
  void run(int lane, int from, int count) throws ModelFailedException;

  /**
   * Asks the run in progress to end; from any thread. It ends after the operator that it is at, by
   * a {@link ModelFailedException}. Where nothing runs, or the device cannot do that, nothing
   * happens.
   */
  default void terminate() {}

  /**
   * Copies the raw outputs of one row that has run.
   *
   * @param row zero-based, below {@link #capacity()}
   * @param target as long as the model has classes
   */
  void output(int row, float[] target);

  /**
   * Copies what the model says of one row beside its classes, if it is asked for that and says it.
   *
   * @param row zero-based, below {@link #capacity()}
   * @param target as wide as the features are
   * @return whether there is anything
   */
  default boolean features(int row, float[] target) {
    return false;
  }

  @Override
  void close();
}
