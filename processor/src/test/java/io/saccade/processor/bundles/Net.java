package io.saccade.processor.bundles;

import com.google.protobuf.ByteString;
import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.OperatorSetIdProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TensorShapeProto;
import io.saccade.model.onnx.proto.TypeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A graph that is put together without any check: images of three channels and eight by eight
 * pixels go in, under {@code image}, and three scores come out. What lies between is the test's.
 */
final class Net {

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("net");
  private final ModelProto.Builder model =
      ModelProto.newBuilder().setIrVersion(8).setProducerName("tests");

  Net() {
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17));
    graph.addInput(value("image", TensorProto.DataType.FLOAT_VALUE, -1, 3, 8, 8));
    graph.addOutput(value("scores", TensorProto.DataType.FLOAT_VALUE, -1, 3));
  }

  /** Adds a node with one output, which is called as the operator is, and its number. */
  String add(String operator, List<String> inputs, AttributeProto... attributes) {
    String name = operator + graph.getNodeCount();
    node(operator, inputs, List.of(name), attributes);
    return name;
  }

  void node(
      String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName("node" + graph.getNodeCount())
            .setOpType(operator)
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(Arrays.asList(attributes)));
  }

  /** The mean of every channel: one value for each, as {@code [batch, 3, 1, 1]}. */
  String means(String images) {
    return add("GlobalAveragePool", List.of(images));
  }

  /** Ends the graph: the means of three channels are the scores. */
  byte[] scored(String images) {
    node("Flatten", List.of(means(images)), List.of("scores"));
    return bytes();
  }

  /** Ends the graph with what is of the scores' shape already. */
  byte[] ended(String scores) {
    node("Identity", List.of(scores), List.of("scores"));
    return bytes();
  }

  byte[] bytes() {
    return model.setGraph(graph).build().toByteArray();
  }

  GraphProto.Builder graph() {
    return graph;
  }

  ModelProto.Builder model() {
    return model;
  }

  String longs(long... values) {
    return shaped(new long[] {values.length}, values);
  }

  String integer(long value) {
    return shaped(new long[0], value);
  }

  private String shaped(long[] dims, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    return tensor(TensorProto.DataType.INT64_VALUE, dims, bytes.array());
  }

  /** As many of one value as the dimensions say. */
  String floats(float value, long... dims) {
    int count = (int) Arrays.stream(dims).reduce(1, Math::multiplyExact);
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(value);
    }
    return tensor(TensorProto.DataType.FLOAT_VALUE, dims, bytes.array());
  }

  /** A tensor with these bytes, whether or not they are as many as its dimensions want. */
  String tensor(int type, long[] dims, byte[] bytes) {
    String name = "constant" + graph.getInitializerCount();
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type)
            .setRawData(ByteString.copyFrom(bytes));
    Arrays.stream(dims).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return name;
  }

  static AttributeProto ints(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  /** A dimension of -1 may have any size. */
  static ValueInfoProto value(String name, int type, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      if (dim == -1) {
        shape.addDimBuilder().setDimParam("batch");
      } else {
        shape.addDimBuilder().setDimValue(dim);
      }
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
