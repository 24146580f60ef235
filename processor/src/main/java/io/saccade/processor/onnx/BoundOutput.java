package io.saccade.processor.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.saccade.model.RefusalCode;
import io.saccade.processor.serving.ModelFailedException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Rows of one output: a direct buffer that ONNX Runtime writes into. */
final class BoundOutput {

  private final OnnxModel model;
  private final OutputShapes output;
  private final ByteBuffer bytes;
  private final FloatBuffer rows;

  BoundOutput(OnnxModel model, OutputShapes output, int count) {
    this.model = model;
    this.output = output;
    int size = Math.multiplyExact(Math.multiplyExact(output.width(), Float.BYTES), count);
    this.bytes = model.memory().take(size);
    this.rows = bytes.asFloatBuffer();
  }

  String name() {
    return output.name();
  }

  /** Whether the shape for a bucket is known. */
  boolean isKnown(int bucket) {
    return output.shape(bucket) != null;
  }

  /** A view of the rows of a bucket whose shape is known. */
  OnnxTensor tensor(int bucket, int count) throws OrtException {
    long[] shape = output.shape(bucket);
    if (shape == null) {
      throw new IllegalStateException("the shape of " + name() + " has not been learnt");
    }
    return model.tensor(rows.slice(0, count * output.width()), shape);
  }

  /** Takes the shape, and the rows, from a run that was not bound. */
  void learn(OrtSession.Result result, int bucket, int count)
      throws OrtException, ModelFailedException {
    OnnxTensor tensor =
        (OnnxTensor)
            result.get(name()).orElseThrow(() -> new IllegalStateException("no " + name()));
    TensorInfo found = tensor.getInfo();
    int expected = count * output.width();
    long[] shape = found.getShape();
    FloatBuffer values = tensor.getFloatBuffer();
    // As many values in another order would give every image some of its neighbours'.
    boolean rowByRow = shape.length > 0 && shape[0] == count;
    if (values == null || values.remaining() != expected || !rowByRow) {
      throw new ModelFailedException(
          RefusalCode.MODEL_SHAPES,
          "the model's output %s must be %d rows of %d floats for a batch of %d images, but was %s %s"
              .formatted(name(), count, output.width(), count, found.type, Arrays.toString(shape)));
    }
    rows.put(0, values, 0, expected);
    output.shape(bucket, shape);
  }

  void row(int row, float[] target) {
    rows.get(row * output.width(), target);
  }

  /** Copies the first rows of another one's to a row on. */
  void copy(BoundOutput source, int to, int count) {
    rows.put(to * output.width(), source.rows, 0, count * output.width());
  }

  void giveBack() {
    model.memory().giveBack(bytes);
  }
}
