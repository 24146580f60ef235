package io.saccade.trainer.graph;

import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.OperatorSetIdProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.util.List;

/** Small models, written down node by node. */
public final class Models {

  /** Under construction: an input {@code x} and an output {@code y} of these sizes. */
  private final GraphProto.Builder graph;

  private Models(GraphProto.Builder graph) {
    this.graph = graph;
  }

  /** Starts a model from {@code x} to {@code y}, whose sizes may be left out. */
  public static Models from(long[] x, long... y) {
    ValueInfoProto input = OnnxParts.value("x", x);
    ValueInfoProto.Builder output = OnnxParts.value("y", y).toBuilder();
    if (y.length == 0) {
      output.getTypeBuilder().getTensorTypeBuilder().clearShape();
    }
    return new Models(GraphProto.newBuilder().setName("m").addInput(input).addOutput(output));
  }

  /** Adds a constant. */
  public Models with(String name, HostTensor value) {
    return with(value.write(name));
  }

  /** Adds a constant as it stands in a file. */
  public Models with(TensorProto tensor) {
    graph.addInitializer(tensor);
    return this;
  }

  /** Adds a node. */
  public Models with(NodeProto node) {
    graph.addNode(node);
    return this;
  }

  /** Adds a node of one output without attributes. */
  public Models node(String op, String output, String... inputs) {
    return with(OnnxParts.node(op, output, List.of(inputs)));
  }

  /** The model in this operator set. */
  public ModelProto opset(int version) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(version))
        .setGraph(graph)
        .build();
  }

  /** A row of floats, or a matrix where there are two dimensions. */
  public static HostTensor floats(long[] dims, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return HostTensor.floats(dims, floats);
  }

  /** Integers in a row. */
  public static HostTensor row(long... values) {
    return HostTensor.integers(HostTensor.Kind.INT64, new long[] {values.length}, values);
  }

  /** Dimensions, easier on the eye than an array. */
  public static long[] dims(long... dims) {
    return dims;
  }
}
