package io.saccade.model.onnx;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.OperatorSetIdProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TensorShapeProto;
import io.saccade.model.onnx.proto.TypeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Builds an ONNX graph operator by operator. Every method adds one node and returns the name of its
 * result, which later methods take; so a graph is written as the formulas it stands for. Used by
 * one thread.
 */
public final class OnnxBuilder {

  private static final long IR_VERSION = 8;
  private static final long OPSET = 17;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private int constants;

  /** Starts a graph of this name. */
  public OnnxBuilder(String name) {
    graph.setName(name);
  }

  /** Adds a float32 input; a dimension of {@link GraphTensor#DYNAMIC} may have any size. */
  public String input(String name, long... dims) {
    graph.addInput(value(name, dims));
    return name;
  }

  /** Makes a value an output of the graph, under this name. */
  public void output(String name, String value, long... dims) {
    graph.addNode(
        NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name).setName(name));
    graph.addOutput(value(name, dims));
  }

  /** Adds constant values. */
  public String constant(Weights weights) {
    String name = "constant_" + constants++;
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addAllDims(weights.dims());
    for (float weight : weights.values()) {
      tensor.addFloatData(weight);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /**
   * Convolves images with square kernels, padded so that stride 1 keeps their size.
   *
   * @param kernels outputs × inputs × side × side, the side odd
   * @param bias one value an output
   */
  public String conv(String images, Weights kernels, Weights bias, int stride) {
    long side = kernels.dims().get(3);
    long pad = side / 2;
    return node(
        "Conv",
        List.of(images, constant(kernels), constant(bias)),
        ints("kernel_shape", side, side),
        ints("strides", stride, stride),
        ints("pads", pad, pad, pad, pad));
  }

  /** The positive part of every value. */
  public String relu(String value) {
    return node("Relu", List.of(value));
  }

  /** The largest value of every square of {@code side} pixels, squares side by side. */
  public String maxPool(String images, int side) {
    return node(
        "MaxPool", List.of(images), ints("kernel_shape", side, side), ints("strides", side, side));
  }

  /** The mean value of every square of {@code side} pixels, squares side by side. */
  public String averagePool(String images, int side) {
    return node(
        "AveragePool",
        List.of(images),
        ints("kernel_shape", side, side),
        ints("strides", side, side));
  }

  /** The mean of every channel over the whole image. */
  public String globalAveragePool(String images) {
    return node("GlobalAveragePool", List.of(images));
  }

  /** Joins all dimensions but the batch into one. */
  public String flatten(String value) {
    return node("Flatten", List.of(value), integer("axis", 1));
  }

  /**
   * A fully connected layer.
   *
   * @param weights outputs × inputs, as PyTorch keeps them
   * @param bias one value an output
   */
  public String gemm(String rows, Weights weights, Weights bias) {
    return node("Gemm", List.of(rows, constant(weights), constant(bias)), integer("transB", 1));
  }

  /** Probabilities that add up to one along the last dimension. */
  public String softmax(String rows) {
    return node("Softmax", List.of(rows), integer("axis", -1));
  }

  /** The bytes of the model. */
  public byte[] build() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("saccade")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private String node(String operator, List<String> inputs, AttributeProto... attributes) {
    String name = operator.toLowerCase(Locale.ROOT) + "_" + graph.getNodeCount();
    graph.addNode(
        NodeProto.newBuilder()
            .setName(name)
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(Arrays.asList(attributes)));
    return name;
  }

  private static ValueInfoProto value(String name, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
      if (dim == GraphTensor.DYNAMIC) {
        dimension.setDimParam("batch");
      } else {
        dimension.setDimValue(dim);
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape)))
        .build();
  }

  private static AttributeProto ints(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }
}
