package io.saccade.processor.serving;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.image.ElementType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * Proves that what a model makes of an image depends neither on the image's row nor on the others
 * in the batch, to the bit. A batch that is always padded to one size makes the arithmetic the same
 * for every batch, but a graph may still mix its rows: dynamic quantisation takes its scale from
 * the whole batch.
 */
public final class RowProof {

  private static final long SEED = 11;

  private final LoadedModel model;
  private final int lane;
  private final BatchTensors tensors;
  private final int rows;

  private RowProof(LoadedModel model, int lane, BatchTensors tensors) {
    this.model = model;
    this.lane = lane;
    this.tensors = tensors;
    this.rows = tensors.capacity();
  }

  /**
   * Holds a version that was just loaded to it, on every lane that has sessions of its own. Each
   * takes three runs of the largest bucket.
   *
   * @throws BundleRefusedException {@code MODEL_OPERATORS} if rows depend on one another
   */
  public static void require(LoadedModel model) throws BundleRefusedException {
    BatchTensors tensors = model.borrowFirst();
    try {
      for (int lane = 0; lane < model.ownLanes(); lane++) {
        new RowProof(model, lane, tensors).require();
      }
    } catch (ModelFailedException e) {
      throw new BundleRefusedException(e.code(), e.getMessage() + "", e);
    } finally {
      model.giveBack(tensors);
    }
  }

  private void require() throws ModelFailedException, BundleRefusedException {
    run(row -> true);
    float[] expected = output(0);
    requireSame(expected, row -> true);
    run(row -> row % 2 == 0);
    requireSame(expected, row -> row % 2 == 0);
    run(row -> row % 2 == 1);
    requireSame(expected, row -> row % 2 == 1);
  }

  /** Runs the sample in some rows, and larger numbers in the others. */
  private void run(IntPredicate isSample) throws ModelFailedException {
    Random others = new Random(SEED + 1);
    for (int row = 0; row < rows; row++) {
      if (isSample.test(row)) {
        fill(tensors.input(row), new Random(SEED), 1);
      } else {
        fill(tensors.input(row), others, 4);
      }
    }
    tensors.run(lane, 0, rows);
  }

  private void fill(ByteBuffer row, Random random, int spread) {
    boolean bytes = model.preprocessor().preprocessing().type() == ElementType.UINT8;
    while (row.hasRemaining()) {
      if (bytes) {
        row.put((byte) random.nextInt(64 * spread));
      } else {
        row.putFloat((random.nextFloat() * 2 - 1) * spread);
      }
    }
  }

  private void requireSame(float[] expected, IntPredicate isSample) throws BundleRefusedException {
    for (int row = 0; row < rows; row++) {
      if (isSample.test(row) && !Arrays.equals(expected, output(row))) {
        throw new BundleRefusedException(
            RefusalCode.MODEL_OPERATORS,
            ("what the model makes of an image depends on the others in its batch, as dynamic"
                    + " quantisation does: deterministic predictions need batches of one image;"
                    + " set batch.size to 1 (a batch of %d was tried on %s)")
                .formatted(rows, model.device(lane)));
      }
    }
  }

  private float[] output(int row) {
    float[] output = new float[model.bundle().manifest().output().classes()];
    tensors.output(row, output);
    return output;
  }
}
