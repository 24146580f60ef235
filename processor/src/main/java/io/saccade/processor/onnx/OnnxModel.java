package io.saccade.processor.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Manifest;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelFailedException;
import java.nio.ByteBuffer;

/** An ONNX Runtime session on one device, shared by the lanes of that device. */
final class OnnxModel implements Model {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Manifest manifest;
  private final NativeHandles handles;
  private final LanePlan plan;

  OnnxModel(
      OrtEnvironment environment,
      OrtSession session,
      Manifest manifest,
      LanePlan plan,
      NativeHandles handles) {
    this.environment = environment;
    this.session = session;
    this.manifest = manifest;
    this.plan = plan;
    this.handles = handles;
    handles.opened(NativeHandles.Kind.SESSION);
  }

  @Override
  public BatchTensors newBatch() throws ModelFailedException {
    int capacity = plan.buckets().largest();
    try {
      return new OnnxBatch(this, plan.buckets());
    } catch (OutOfMemoryError | ArithmeticException e) {
      throw new ModelFailedException(
          "there is no native memory for a batch of %d images of %d bytes; lower batch.size or raise"
                  .formatted(capacity, rowBytes())
              + " -XX:MaxDirectMemorySize",
          e);
    }
  }

  @Override
  public LanePlan plan() {
    return plan;
  }

  @Override
  public String device() {
    return "cpu";
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session could not be closed", e);
    }
    handles.closed(NativeHandles.Kind.SESSION);
  }

  OrtSession session() {
    return session;
  }

  NativeHandles handles() {
    return handles;
  }

  String inputName() {
    return manifest.input().name();
  }

  String outputName() {
    return manifest.output().name();
  }

  int classes() {
    return manifest.output().classes();
  }

  int rowBytes() {
    return preprocessing().tensorBytes();
  }

  OnnxTensor tensor(ByteBuffer rows, int count) throws OrtException {
    long[] shape = preprocessing().shape(count);
    return preprocessing().type() == ElementType.UINT8
        ? OnnxTensor.createTensor(environment, rows, shape, OnnxJavaType.UINT8)
        : OnnxTensor.createTensor(environment, rows.asFloatBuffer(), shape);
  }

  private Preprocessing preprocessing() {
    return manifest.input().preprocessing();
  }
}
