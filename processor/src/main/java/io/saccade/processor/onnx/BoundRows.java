package io.saccade.processor.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.saccade.model.NativeHandles;
import io.saccade.processor.serving.ModelFailedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of input and their rows of output: direct buffers, and for each bucket the tensors that are
 * views of them, made once. ONNX Runtime reads the one and writes the other, so a run copies
 * nothing and allocates nothing that grows with the model.
 *
 * <p>The output's shape is taken from the first run of a bucket, because graphs need not declare
 * it; that run alone has its output copied.
 */
final class BoundRows implements AutoCloseable {

  private final OnnxModel model;
  private final ByteBuffer input;
  private final List<BoundOutput> outputs;
  private final @Nullable Views[] views;
  private boolean closed;

  /** The tensors of one bucket. */
  private record Views(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {}

  BoundRows(OnnxModel model) {
    this.model = model;
    int rows = model.plan().buckets().largest();
    this.input = model.memory().take(Math.multiplyExact(model.rowBytes(), rows));
    this.outputs =
        model.outputs().stream().map(output -> new BoundOutput(model, output, rows)).toList();
    this.views = new Views[model.plan().buckets().sizes().size()];
  }

  ByteBuffer input(int row) {
    return input.slice(row * model.rowBytes(), model.rowBytes()).order(ByteOrder.nativeOrder());
  }

  void output(int row, float[] target) {
    outputs.get(0).row(row, target);
  }

  /** Copies the features of a row, where there are any. */
  boolean features(int row, float[] target) {
    if (outputs.size() == 1) {
      return false;
    }
    outputs.get(1).row(row, target);
    return true;
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
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).copy(source.outputs.get(i), to, count);
    }
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
      outputs.forEach(BoundOutput::giveBack);
    }
  }

  private Views bind(int bucket, @Nullable Views before) throws OrtException {
    int rows = model.plan().buckets().sizes().get(bucket);
    Map<String, OnnxTensor> inputs =
        before == null
            ? Map.of(model.inputName(), opened(model.tensor(input.slice(0, bytes(rows)), rows)))
            : before.inputs();
    Map<String, OnnxTensor> results = new LinkedHashMap<>();
    if (outputs.stream().allMatch(output -> output.isKnown(bucket))) {
      for (BoundOutput output : outputs) {
        results.put(output.name(), opened(output.tensor(bucket, rows)));
      }
    }
    Views bound = new Views(inputs, results);
    views[bucket] = bound;
    return bound;
  }

  private void learn(OrtSession session, int bucket, Views bound, OrtSession.RunOptions options)
      throws OrtException, ModelFailedException {
    int count = model.plan().buckets().sizes().get(bucket);
    Set<String> names = outputs.stream().map(BoundOutput::name).collect(Collectors.toSet());
    try (OrtSession.Result result = session.run(bound.inputs(), names, options)) {
      for (BoundOutput output : outputs) {
        output.learn(result, bucket, count);
      }
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
