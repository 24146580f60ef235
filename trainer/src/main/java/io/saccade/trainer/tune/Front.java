package io.saccade.trainer.tune;

import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.progress.TrainingFailedException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * The frozen part of a network, computed outside of the library that differentiates: it is several
 * times faster there. Used by one thread at a time, which need not be the one that opened it.
 */
public interface Front extends AutoCloseable {

  /**
   * Computes the only output of a batch.
   *
   * @param images a direct buffer with the tensors of the images, from its position to its limit
   * @param rows how many images these are
   * @param out where the values are written, row by row, from its position on
   */
  void run(ByteBuffer images, int rows, FloatBuffer out) throws TrainingFailedException;

  @Override
  void close();

  /** Opens fronts. */
  @FunctionalInterface
  interface Opener {

    /** Makes a model ready to run; its batch is free. */
    Front open(ModelProto model) throws TrainingFailedException;
  }
}
