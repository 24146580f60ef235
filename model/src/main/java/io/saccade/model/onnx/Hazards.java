package io.saccade.model.onnx;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Finds what a runtime does not look at before it divides by it or indexes with it: ONNX Runtime
 * 1.28 then ends the process, while the model is loaded or when it runs. Also nodes that stand
 * before what they need, which the standard forbids: who reads them in order would be misled.
 */
final class Hazards {

  private static final long MOST_AXES = 64;
  private static final long LARGEST_BLOCK = 1 << 12;
  private static final long LARGEST_DIAGONAL = 1 << 20;

  private final Map<String, TensorProto> constants = new HashMap<>();
  private final int weights;

  private Hazards(GraphProto graph) {
    graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    this.weights = constants.size();
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals("Constant") && node.getOutputCount() > 0) {
        constants.put(node.getOutput(0), valueOf(node));
      }
    }
  }

  /** The first one, in words. */
  static Optional<String> in(GraphProto graph) {
    Hazards hazards = new Hazards(graph);
    if (hazards.weights < graph.getInitializerCount()) {
      return Optional.of("two of its weights have one name");
    }
    // What nothing gives at all is for whoever loads the model to explain.
    Set<String> later = new HashSet<>();
    graph.getNodeList().forEach(node -> later.addAll(node.getOutputList()));
    graph.getInitializerList().forEach(tensor -> later.remove(tensor.getName()));
    for (NodeProto node : graph.getNodeList()) {
      for (String input : node.getInputList()) {
        if (!input.isEmpty() && later.contains(input)) {
          return Optional.of(
              "%s %s needs %s, which no node before it gives"
                  .formatted(node.getOpType(), node.getName(), input));
        }
      }
      node.getOutputList().forEach(later::remove);
      if (node.getAttributeList().stream().anyMatch(a -> isHazard(node, a))
          || hazards.isHazard(node)) {
        return Optional.of(
            "%s %s has an attribute or a constant out of its range"
                .formatted(node.getOpType(), node.getName()));
      }
    }
    return Optional.empty();
  }

  private static boolean isHazard(NodeProto node, AttributeProto attribute) {
    long value = attribute.getI();
    return switch (attribute.getName()) {
      case "group", "num_groups" -> value < 1;
      case "num_heads", "q_num_heads", "kv_num_heads" -> value < 1;
      case "block_size" -> node.getOpType().equals("MatMulNBits") && value < 1;
      case "blocksize" -> value < 1 || value > LARGEST_BLOCK;
      case "batch_dims" -> value < 0 || value > MOST_AXES;
      case "axis" -> Math.abs(value) > MOST_AXES || value == Long.MIN_VALUE;
      default -> false;
    };
  }

  private boolean isHazard(NodeProto node) {
    if (node.getInputCount() < 2 || node.getInput(1).isEmpty()) {
      return false;
    }
    TensorProto second = constants.get(node.getInput(1));
    return switch (node.getOpType()) {
      // The least number has no positive counterpart.
      case "Div", "Mod" -> second != null && integers(second).anyMatch(value -> value == -1);
      case "Trilu" ->
          second == null
              || integers(second)
                  .anyMatch(value -> value > LARGEST_DIAGONAL || value < -LARGEST_DIAGONAL);
      default -> false;
    };
  }

  private static TensorProto valueOf(NodeProto constant) {
    TensorProto.Builder value = TensorProto.newBuilder();
    for (AttributeProto attribute : constant.getAttributeList()) {
      switch (attribute.getName()) {
        case "value" -> value.mergeFrom(attribute.getT());
        case "value_int" ->
            value.setDataType(TensorProto.DataType.INT64_VALUE).addInt64Data(attribute.getI());
        case "value_ints" ->
            value
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addAllInt64Data(attribute.getIntsList());
        default -> {}
      }
    }
    return value.build();
  }

  /** The values of signed integers; none of any other type. */
  private static LongStream integers(TensorProto tensor) {
    int bytes =
        switch (tensor.getDataType()) {
          case TensorProto.DataType.INT8_VALUE -> Byte.BYTES;
          case TensorProto.DataType.INT16_VALUE -> Short.BYTES;
          case TensorProto.DataType.INT32_VALUE -> Integer.BYTES;
          case TensorProto.DataType.INT64_VALUE -> Long.BYTES;
          default -> 0;
        };
    if (bytes == 0) {
      return LongStream.empty();
    }
    LongStream listed =
        LongStream.concat(
            tensor.getInt32DataList().stream().mapToLong(Integer::longValue),
            tensor.getInt64DataList().stream().mapToLong(Long::longValue));
    return LongStream.concat(listed, raw(tensor, bytes));
  }

  private static LongStream raw(TensorProto tensor, int bytes) {
    // A view may begin in the middle of the model.
    ByteBuffer raw =
        tensor.getRawData().asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    return LongStream.range(0, raw.remaining() / bytes)
        .map(
            i -> {
              int at = (int) i * bytes;
              return switch (bytes) {
                case Byte.BYTES -> raw.get(at);
                case Short.BYTES -> raw.getShort(at);
                case Integer.BYTES -> raw.getInt(at);
                default -> raw.getLong(at);
              };
            });
  }
}
