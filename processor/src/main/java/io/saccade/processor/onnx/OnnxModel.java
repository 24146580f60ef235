package io.saccade.processor.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.saccade.model.NativeHandles;
import io.saccade.model.bundle.Manifest;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.ModelFailedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A model in ONNX Runtime, on the CPU or on GPUs. */
final class OnnxModel implements Model {

  private final Manifest manifest;
  private final LanePlan plan;
  private final Loaded loaded;
  private final NativeHandles handles;
  private final RowMemory memory;
  private final List<OutputShapes> outputs;

  /**
   * What was loaded.
   *
   * @param lanes those of lanes that have sessions of their own
   * @param where where it runs, for people
   */
  record Loaded(List<LaneSessions> lanes, String where) {}

  OnnxModel(
      Manifest manifest, LanePlan plan, Loaded loaded, NativeHandles handles, RowMemory memory) {
    this.manifest = manifest;
    this.plan = plan;
    this.loaded = loaded;
    this.handles = handles;
    this.memory = memory;
    this.outputs = outputs(manifest, plan.buckets().sizes().size());
  }

  /** The classes; then the features, which are computed whether or not anybody looks at them. */
  private static List<OutputShapes> outputs(Manifest manifest, int buckets) {
    List<OutputShapes> outputs = new ArrayList<>();
    ModelOutput classes = manifest.output();
    outputs.add(new OutputShapes(classes.name(), classes.classes(), buckets));
    manifest
        .features()
        .ifPresent(of -> outputs.add(new OutputShapes(of.name(), of.width(), buckets)));
    return outputs;
  }

  @Override
  public BatchTensors newBatch() throws ModelFailedException {
    try {
      return new OnnxBatch(this);
    } catch (OutOfMemoryError | ArithmeticException e) {
      throw new ModelFailedException(
          "there is no native memory for a batch of %d images of %d bytes; lower batch.size or raise"
                  .formatted(plan.buckets().largest(), rowBytes())
              + " -XX:MaxDirectMemorySize",
          e);
    } catch (OrtException e) {
      throw new ModelFailedException("a batch cannot be made: " + OrtFailure.text(e), e);
    }
  }

  @Override
  public LanePlan plan() {
    return plan;
  }

  @Override
  public String device(int lane) {
    return lane(lane).device();
  }

  @Override
  public int ownLanes() {
    return loaded.lanes().size();
  }

  @Override
  public String where() {
    return loaded.where();
  }

  @Override
  public void close() {
    loaded.lanes().forEach(LaneSessions::close);
  }

  LaneSessions lane(int lane) {
    return loaded.lanes().get(lane % loaded.lanes().size());
  }

  /** The place among the buckets of the one that so many rows are padded to. */
  int bucket(int rows) {
    List<Integer> sizes = plan.buckets().sizes();
    int bucket = 0;
    while (sizes.get(bucket) < rows) {
      bucket++;
    }
    return bucket;
  }

  /** What a run gives: the classes first. */
  List<OutputShapes> outputs() {
    return outputs;
  }

  NativeHandles handles() {
    return handles;
  }

  RowMemory memory() {
    return memory;
  }

  String inputName() {
    return manifest.input().name();
  }

  int rowBytes() {
    return preprocessing().tensorBytes();
  }

  /** A tensor that is a view of rows of input. */
  OnnxTensor tensor(ByteBuffer rows, int count) throws OrtException {
    ByteBuffer ordered = rows.order(ByteOrder.nativeOrder());
    long[] shape = preprocessing().shape(count);
    return preprocessing().type() == ElementType.UINT8
        ? OnnxTensor.createTensor(OnnxRuntime.environment(), ordered, shape, OnnxJavaType.UINT8)
        : OnnxTensor.createTensor(OnnxRuntime.environment(), ordered.asFloatBuffer(), shape);
  }

  /** A tensor that is a view of rows of output. */
  OnnxTensor tensor(FloatBuffer rows, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(OnnxRuntime.environment(), rows, shape);
  }

  private Preprocessing preprocessing() {
    return manifest.input().preprocessing();
  }
}
