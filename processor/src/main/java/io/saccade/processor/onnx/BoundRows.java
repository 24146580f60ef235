package io.saccade.processor.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.processor.serving.ModelFailedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of input and their rows of output: two direct buffers, and for each bucket the tensors that
 * are views of them, made once. ONNX Runtime reads the one and writes the other, so a run copies
 * nothing and allocates nothing that grows with the model.
 *
 * <p>The output's shape is taken from the first run of a bucket, because graphs need not declare
 * it; that run alone has its output copied.
 */
final class BoundRows implements AutoCloseable {

  private final OnnxModel model;
  private final ByteBuffer input;
  private final ByteBuffer outputBytes;
  private final FloatBuffer output;
  private final @Nullable Views[] views;
  private boolean closed;

  /** The tensors of one bucket. */
  private record Views(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {}

  BoundRows(OnnxModel model) {
    this.model = model;
    int rows = model.plan().buckets().largest();
    int outputSize = Math.multiplyExact(Math.multiplyExact(model.classes(), Float.BYTES), rows);
    this.input = model.memory().take(Math.multiplyExact(model.rowBytes(), rows));
    this.outputBytes = model.memory().take(outputSize);
    this.output = outputBytes.asFloatBuffer();
    this.views = new Views[model.plan().buckets().sizes().size()];
  }

  ByteBuffer input(int row) {
    return input.slice(row * model.rowBytes(), model.rowBytes()).order(ByteOrder.nativeOrder());
  }

  void output(int row, float[] target) {
    output.get(row * target.length, target);
  }

  /** Runs the rows of a bucket, from row 0, where the session may be called. */
  void run(OrtSession session, int bucket, OrtSession.RunOptions options)
      throws OrtException, ModelFailedException {
    Views bound = views[bucket];
    if (bound == null || bound.outputs().isEmpty()) {
      bound = bind(bucket, bound);
    }
    if (bound.outputs().isEmpty()) {
      learn(session, bucket, bound, options);
    } else {
      session.run(bound.inputs(), Set.of(), bound.outputs(), options).close();
    }
  }

  /** Copies rows of input from elsewhere to the front. */
  void copyInputs(BoundRows source, int from, int count) {
    input.put(0, source.input, from * model.rowBytes(), count * model.rowBytes());
  }

  /** Copies the first rows of output from elsewhere. */
  void copyOutputs(BoundRows source, int to, int count) {
    output.put(to * model.classes(), source.output, 0, count * model.classes());
  }

  @Override
  public void close() {
    for (int i = 0; i < views.length; i++) {
      Views bound = views[i];
      if (bound != null) {
        bound.inputs().values().forEach(this::close);
        bound.outputs().values().forEach(this::close);
        views[i] = null;
      }
    }
    if (!closed) {
      closed = true;
      model.memory().giveBack(input);
      model.memory().giveBack(outputBytes);
    }
  }

  private Views bind(int bucket, @Nullable Views before) throws OrtException {
    int rows = model.plan().buckets().sizes().get(bucket);
    Map<String, OnnxTensor> inputs =
        before == null
            ? Map.of(model.inputName(), opened(model.tensor(input.slice(0, bytes(rows)), rows)))
            : before.inputs();
    long @Nullable [] shape = model.outputShape(bucket);
    Views bound;
    if (shape == null) {
      bound = new Views(inputs, Map.of());
    } else {
      FloatBuffer scores = output.slice(0, rows * model.classes());
      bound = new Views(inputs, Map.of(model.outputName(), opened(model.tensor(scores, shape))));
    }
    views[bucket] = bound;
    return bound;
  }

  private void learn(OrtSession session, int bucket, Views bound, OrtSession.RunOptions options)
      throws OrtException, ModelFailedException {
    int expected = model.plan().buckets().sizes().get(bucket) * model.classes();
    try (OrtSession.Result result =
        session.run(bound.inputs(), Set.of(model.outputName()), options)) {
      OnnxTensor scores = (OnnxTensor) result.get(0);
      TensorInfo found = scores.getInfo();
      FloatBuffer values = scores.getFloatBuffer();
      if (values == null || values.remaining() != expected) {
        throw new ModelFailedException(
            RefusalCode.MODEL_SHAPES,
            "the model's output must be %d floats for a batch of %d images, but was %s %s"
                .formatted(
                    expected,
                    expected / model.classes(),
                    found.type,
                    Arrays.toString(found.getShape())));
      }
      output.put(0, values, 0, expected);
      model.outputShape(bucket, found.getShape());
    }
  }

  private int bytes(int rows) {
    return rows * model.rowBytes();
  }

  private OnnxTensor opened(OnnxTensor tensor) {
    model.handles().opened(NativeHandles.Kind.TENSOR);
    return tensor;
  }

  private void close(OnnxTensor tensor) {
    tensor.close();
    model.handles().closed(NativeHandles.Kind.TENSOR);
  }
}
