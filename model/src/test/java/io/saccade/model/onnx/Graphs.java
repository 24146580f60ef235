package io.saccade.model.onnx;

import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Small models for tests, and ways to spoil them. */
public final class Graphs {

  private Graphs() {}

  /** Three scores from images of three channels and eight by eight pixels. */
  public static byte[] classifier() {
    return classifier(GraphTensor.DYNAMIC, 3, 8, 8);
  }

  /** Three scores from images of these dimensions, whatever order they are declared in. */
  public static byte[] classifier(long... inputDims) {
    return classifier(inputDims, GraphTensor.DYNAMIC, 3);
  }

  /** A graph that declares these dimensions and computes something of the kind. */
  public static byte[] classifier(long[] inputDims, long... outputDims) {
    OnnxBuilder graph = new OnnxBuilder("tiny");
    String image = graph.input("image", inputDims);
    Weights kernels = Weights.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3, 1, 1);
    String colors = graph.conv(image, kernels, Weights.of(new float[3], 3), 1);
    graph.output("scores", graph.flatten(graph.globalAveragePool(colors)), outputDims);
    return graph.build();
  }

  /** The classifier with a second output, {@code pooled}: as many features as there are scores. */
  public static byte[] featured() {
    OnnxBuilder graph = new OnnxBuilder("tiny");
    String image = graph.input("image", GraphTensor.DYNAMIC, 3, 8, 8);
    Weights kernels = Weights.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3, 1, 1);
    String colors = graph.conv(image, kernels, Weights.of(new float[3], 3), 1);
    String pooled = graph.flatten(graph.globalAveragePool(colors));
    graph.output("pooled", pooled, GraphTensor.DYNAMIC, 3);
    graph.output("scores", graph.relu(pooled), GraphTensor.DYNAMIC, 3);
    return graph.build();
  }

  /** The model after a change. */
  public static byte[] changed(byte[] model, Consumer<ModelProto.Builder> change) {
    try {
      ModelProto.Builder builder = ModelProto.parseFrom(model).toBuilder();
      change.accept(builder);
      return builder.build().toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The model with one more node that nobody uses. */
  public static byte[] with(byte[] model, NodeProto.Builder node) {
    return changed(model, builder -> builder.getGraphBuilder().addNode(node));
  }

  /** A node of this operator that takes nothing and gives {@code unused}. */
  public static NodeProto.Builder node(String domain, String operator) {
    return NodeProto.newBuilder().setDomain(domain).setOpType(operator).addOutput("unused");
  }
}
