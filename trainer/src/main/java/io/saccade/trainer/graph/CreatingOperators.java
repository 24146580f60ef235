package io.saccade.trainer.graph;

import io.saccade.model.onnx.proto.TensorProto;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Operators that make values out of attributes, shapes or values of another kind. */
final class CreatingOperators {

  private static final long[] SCALAR = {};

  private CreatingOperators() {}

  static void addTo(Map<String, HostOperator> operators) {
    operators.put("Constant", call -> constant(call.attributes()));
    operators.put("ConstantOfShape", CreatingOperators::constantOfShape);
    operators.put("Range", CreatingOperators::range);
    operators.put("Shape", CreatingOperators::shape);
    operators.put("Size", call -> Optional.of(int64(SCALAR, new long[] {call.input(0).size()})));
    operators.put("Cast", CreatingOperators::cast);
    operators.put("CastLike", call -> Optional.of(call.input(0).as(call.input(1).kind())));
    operators.put("DequantizeLinear", CreatingOperators::dequantized);
  }

  private static Optional<HostTensor> constant(Attributes attributes) {
    if (attributes.has("value_float")) {
      float value = attributes.number("value_float", 0);
      return Optional.of(HostTensor.floats(SCALAR, new float[] {value}));
    }
    if (attributes.has("value_floats")) {
      float[] values = attributes.numbers("value_floats");
      return Optional.of(HostTensor.floats(new long[] {values.length}, values));
    }
    if (attributes.has("value_int")) {
      return Optional.of(int64(SCALAR, new long[] {attributes.integer("value_int", 0)}));
    }
    if (attributes.has("value_ints")) {
      long[] values = attributes.integers("value_ints");
      return Optional.of(int64(new long[] {values.length}, values));
    }
    return attributes.tensor("value");
  }

  private static Optional<HostTensor> constantOfShape(HostCall call) {
    long[] dims = call.input(0).longs();
    HostTensor value =
        call.attributes()
            .tensor("value")
            .orElseGet(() -> HostTensor.floats(new long[] {1}, new float[1]));
    return Layout.worthKeeping(dims)
        ? Optional.of(value.picked(dims, place -> 0))
        : Optional.empty();
  }

  private static Optional<HostTensor> range(HostCall call) {
    if (call.input(0).kind() != HostTensor.Kind.INT64) {
      return Optional.empty();
    }
    long start = call.input(0).integer(0);
    long step = call.input(2).integer(0);
    long span = Math.subtractExact(call.input(1).integer(0), start);
    // Rounded up, towards more values, whichever way the range runs.
    long count = Math.max(0, -Math.floorDiv(-span, step));
    if (!Layout.worthKeeping(new long[] {count})) {
      return Optional.empty();
    }
    long[] values = new long[(int) count];
    Arrays.setAll(values, i -> start + i * step);
    return Optional.of(int64(new long[] {count}, values));
  }

  private static Optional<HostTensor> shape(HostCall call) {
    long[] dims = call.input(0).dims();
    int from = within(call.attributes().integer("start", 0), dims.length);
    int to = within(call.attributes().integer("end", dims.length), dims.length);
    long[] part = Arrays.copyOfRange(dims, from, Math.max(from, to));
    return Optional.of(int64(new long[] {part.length}, part));
  }

  private static int within(long axis, int rank) {
    return (int) Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
  }

  private static Optional<HostTensor> cast(HostCall call) {
    TensorProto.DataType to =
        TensorProto.DataType.forNumber((int) call.attributes().integer("to", 0));
    HostTensor value = call.input(0);
    if (to == null) {
      return Optional.empty();
    }
    return switch (to) {
      case FLOAT -> Optional.of(value.as(HostTensor.Kind.FLOAT));
      case INT64 -> Optional.of(value.as(HostTensor.Kind.INT64));
      case INT32 -> Optional.of(value.as(HostTensor.Kind.INT32));
      case UINT8 -> Optional.of(value.as(HostTensor.Kind.UINT8));
      case INT8 -> Optional.of(value.as(HostTensor.Kind.INT8));
      case BOOL -> Optional.of(value.as(HostTensor.Kind.BOOL));
      default -> Optional.empty();
    };
  }

  // (value - zero point) * scale, the last two single or one for every index along the axis.
  private static Optional<HostTensor> dequantized(HostCall call) {
    HostTensor value = call.input(0);
    HostTensor scale = call.input(1);
    if (scale.rank() > 1 || value.isFloat()) {
      return Optional.empty();
    }
    long[] dims = value.dims();
    boolean single = scale.size() == 1;
    int axis = single ? 0 : Layout.axis(call.attributes().integer("axis", 1), dims.length);
    int stride = single ? 1 : Layout.strides(dims)[axis];
    int count = single ? 1 : (int) dims[axis];
    float[] floats = new float[value.size()];
    for (int i = 0; i < floats.length; i++) {
      int at = i / stride % count;
      long zero = call.has(2) ? call.input(2).integer(at) : 0;
      floats[i] = (float) (value.integer(i) - zero) * scale.number(at);
    }
    return Optional.of(HostTensor.floats(dims, floats));
  }

  private static HostTensor int64(long[] dims, long[] values) {
    return HostTensor.integers(HostTensor.Kind.INT64, dims, values);
  }
}
