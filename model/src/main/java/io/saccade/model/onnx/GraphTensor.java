package io.saccade.model.onnx;

import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TensorShapeProto;
import io.saccade.model.onnx.proto.TypeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.util.List;
import java.util.Locale;

/**
 * An input or output of a graph as the graph declares it.
 *
 * @param type the element type: {@code float32}, {@code uint8}, {@code int64} …
 * @param dims one size a dimension, -1 where it is dynamic; empty where the graph declares none
 */
public record GraphTensor(String name, String type, List<Long> dims) {

  /** What {@link #dims} holds for a size that is known only when the model runs. */
  public static final long DYNAMIC = -1;

  /** Copies the dimensions. */
  public GraphTensor {
    dims = List.copyOf(dims);
  }

  /** Name, type and shape for people, as in {@code input: float32 [?, 3, 224, 224]}. */
  public String describe() {
    return name + ": " + type + " " + shape();
  }

  /** The shape for people; a dynamic size is a question mark. */
  public String shape() {
    if (dims.isEmpty()) {
      return "of no declared shape";
    }
    return dims.stream().map(dim -> dim == DYNAMIC ? "?" : Long.toString(dim)).toList().toString();
  }

  static GraphTensor of(ValueInfoProto value) {
    TypeProto.Tensor tensor = value.getType().getTensorType();
    List<Long> dims = tensor.getShape().getDimList().stream().map(GraphTensor::size).toList();
    return new GraphTensor(value.getName(), typeName(tensor.getElemType()), dims);
  }

  // Exporters of long ago wrote 0 for "any"; a real size of 0 would hold no image either.
  private static long size(TensorShapeProto.Dimension dim) {
    return dim.getDimValue() > 0 ? dim.getDimValue() : DYNAMIC;
  }

  private static String typeName(int type) {
    TensorProto.DataType known = TensorProto.DataType.forNumber(type);
    if (known == null || known == TensorProto.DataType.UNDEFINED) {
      return "type-" + type;
    }
    return switch (known) {
      case FLOAT -> "float32";
      case DOUBLE -> "float64";
      default -> known.name().toLowerCase(Locale.ROOT);
    };
  }
}
