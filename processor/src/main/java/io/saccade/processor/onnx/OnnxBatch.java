package io.saccade.processor.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.saccade.model.NativeHandles;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.ModelFailedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One batch of an {@link OnnxModel}. The input is one direct buffer that the tensors are views of,
 * so nothing is copied on the way in; a view is made once for each number of rows and kept.
 */
final class OnnxBatch implements BatchTensors {

  private final OnnxModel model;
  private final ByteBuffer input;
  private final @Nullable OnnxTensor[] views;
  private final float[] outputs;
  private final int rowBytes;
  private final Buckets buckets;

  OnnxBatch(OnnxModel model, Buckets buckets) {
    int capacity = buckets.largest();
    this.buckets = buckets;
    this.model = model;
    this.rowBytes = model.rowBytes();
    this.input =
        ByteBuffer.allocateDirect(Math.multiplyExact(rowBytes, capacity))
            .order(ByteOrder.nativeOrder());
    this.views = new OnnxTensor[capacity];
    this.outputs = new float[Math.multiplyExact(model.classes(), capacity)];
  }

  @Override
  public int capacity() {
    return views.length;
  }

  @Override
  public ByteBuffer input(int row) {
    return input.slice(row * rowBytes, rowBytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void run(int lane, int from, int count) throws ModelFailedException {
    try {
      if (from == 0) {
        run(view(buckets.fit(count)), from, count);
      } else {
        // Only while a culprit is looked for: no view is kept for these.
        int padded = Math.min(buckets.fit(count), capacity() - from);
        OnnxTensor part = tensor(from, padded);
        try {
          run(part, from, count);
        } finally {
          part.close();
          model.handles().closed(NativeHandles.Kind.TENSOR);
        }
      }
    } catch (OrtException e) {
      throw new ModelFailedException("the model failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void output(int row, float[] target) {
    System.arraycopy(outputs, row * target.length, target, 0, target.length);
  }

  @Override
  public void close() {
    for (int i = 0; i < views.length; i++) {
      OnnxTensor view = views[i];
      if (view != null) {
        view.close();
        model.handles().closed(NativeHandles.Kind.TENSOR);
        views[i] = null;
      }
    }
  }

  private OnnxTensor view(int count) throws OrtException {
    OnnxTensor view = views[count - 1];
    if (view == null) {
      view = tensor(0, count);
      views[count - 1] = view;
    }
    return view;
  }

  private OnnxTensor tensor(int from, int count) throws OrtException {
    ByteBuffer rows = input.slice(from * rowBytes, count * rowBytes).order(ByteOrder.nativeOrder());
    OnnxTensor tensor = model.tensor(rows, count);
    model.handles().opened(NativeHandles.Kind.TENSOR);
    return tensor;
  }

  private void run(OnnxTensor tensor, int from, int count)
      throws OrtException, ModelFailedException {
    try (OrtSession.Result result =
        model.session().run(Map.of(model.inputName(), tensor), Set.of(model.outputName()))) {
      FloatBuffer scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
      int expected = Math.toIntExact(tensor.getInfo().getShape()[0]) * model.classes();
      if (scores == null || scores.remaining() != expected) {
        throw new ModelFailedException(
            "the model's output must be %d floats for a batch of %d images, but was %s"
                .formatted(
                    expected,
                    tensor.getInfo().getShape()[0],
                    scores == null ? "none" : scores.remaining()));
      }
      scores.get(outputs, from * model.classes(), count * model.classes());
    }
  }
}
