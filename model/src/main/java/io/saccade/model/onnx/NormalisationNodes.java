package io.saccade.model.onnx;

import com.google.protobuf.ByteString;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.TensorLayout;
import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The nodes that turn uint8 pixels, channels last, into the floats that preprocessing writes. They
 * are the same in every operator set since 7. Constants are nodes rather than initializers, for old
 * files must list those as inputs. Used by one thread.
 */
final class NormalisationNodes {

  private final FreeNames names;
  private final List<NodeProto.Builder> nodes = new ArrayList<>();
  private String value;

  private NormalisationNodes(FreeNames names, String pixels) {
    this.names = names;
    this.value = pixels;
  }

  /**
   * The nodes in the order in which they run.
   *
   * @param pixels the name of the input
   * @param normalised the name of what the last node gives
   */
  static List<NodeProto> of(
      Preprocessing preprocessing, FreeNames names, String pixels, String normalised) {
    NormalisationNodes nodes = new NormalisationNodes(names, pixels);
    nodes.add(PixelArithmetic.of(preprocessing), preprocessing.layout() == TensorLayout.NCHW);
    nodes.nodes.get(nodes.nodes.size() - 1).setOutput(0, normalised);
    return nodes.nodes.stream().map(NodeProto.Builder::build).toList();
  }

  // The layout changes first, while an element is one byte; and a constant is then one of a whole
  // plane, which ONNX Runtime's CPU kernels take ten times as fast as one that changes with every
  // element.
  private void add(PixelArithmetic arithmetic, boolean planar) {
    if (planar) {
      node("Transpose", List.of(value), permutation(0, 3, 1, 2));
    }
    boolean doubles = arithmetic.precision() == PixelArithmetic.Precision.FLOAT64;
    castTo(doubles ? TensorProto.DataType.DOUBLE : TensorProto.DataType.FLOAT);
    for (PixelArithmetic.Step step : arithmetic.steps()) {
      String before = value;
      node("Constant", List.of(), tensor(step.constants(), doubles, planar));
      node(step.operator().onnxName(), List.of(before, value));
    }
    if (doubles) {
      castTo(TensorProto.DataType.FLOAT);
    }
  }

  private void castTo(TensorProto.DataType type) {
    node(
        "Cast",
        List.of(value),
        AttributeProto.newBuilder()
            .setName("to")
            .setType(AttributeProto.AttributeType.INT)
            .setI(type.getNumber())
            .build());
  }

  private void node(String operator, List<String> inputs, AttributeProto... attributes) {
    value = names.take("normalisation_" + nodes.size());
    nodes.add(
        NodeProto.newBuilder()
            .setName(value)
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(value)
            .addAllAttribute(Arrays.asList(attributes)));
  }

  private static AttributeProto permutation(long... axes) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName("perm").setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(axes).forEach(attribute::addInts);
    return attribute.build();
  }

  /** Constants that broadcast over the images: along the channels, or of a single element. */
  private static AttributeProto tensor(List<Double> constants, boolean doubles, boolean planar) {
    TensorProto.Builder tensor = TensorProto.newBuilder().addDims(constants.size());
    if (planar) {
      tensor.addDims(1).addDims(1);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(constants.size() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double constant : constants) {
      if (doubles) {
        bytes.putDouble(constant);
      } else {
        bytes.putFloat((float) constant);
      }
    }
    tensor
        .setDataType(doubles ? TensorProto.DataType.DOUBLE_VALUE : TensorProto.DataType.FLOAT_VALUE)
        .setRawData(ByteString.copyFrom(bytes.flip()));
    return AttributeProto.newBuilder()
        .setName("value")
        .setType(AttributeProto.AttributeType.TENSOR)
        .setT(tensor)
        .build();
  }
}
