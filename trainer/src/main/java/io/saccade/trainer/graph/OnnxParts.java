package io.saccade.trainer.graph;

import com.google.protobuf.ByteString;
import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TensorShapeProto;
import io.saccade.model.onnx.proto.TypeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.util.Arrays;
import java.util.List;

/** Nodes, attributes and declared values as they stand in an ONNX file. */
public final class OnnxParts {

  /** What a free size is written as; whatever has the same name has the same size. */
  private static final String BATCH = "N";

  private OnnxParts() {}

  /** A node of one output, named as the output is. */
  public static NodeProto node(
      String op, String output, List<String> inputs, AttributeProto... attributes) {
    return NodeProto.newBuilder()
        .setOpType(op)
        .setName(output)
        .addAllInput(inputs)
        .addOutput(output)
        .addAllAttribute(Arrays.asList(attributes))
        .build();
  }

  /** An attribute of one integer. */
  public static AttributeProto integer(String name, long value) {
    return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
  }

  /** An attribute of several integers. */
  public static AttributeProto integers(String name, long... values) {
    AttributeProto.Builder attribute = attribute(name, AttributeProto.AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  /** An attribute of one floating-point number. */
  public static AttributeProto number(String name, float value) {
    return attribute(name, AttributeProto.AttributeType.FLOAT).setF(value).build();
  }

  /** An attribute of text. */
  public static AttributeProto text(String name, String value) {
    return attribute(name, AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  /** A float32 input or output of these sizes; -1 is the size of the batch, which is free. */
  public static ValueInfoProto value(String name, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      shape.addDim(dimension(dim));
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  static TensorShapeProto.Dimension dimension(long dim) {
    TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
    return dim < 0 ? dimension.setDimParam(BATCH).build() : dimension.setDimValue(dim).build();
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
