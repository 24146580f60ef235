package io.saccade.trainer.graph;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;

/** Operators that compute value by value, broadcasting as ONNX does. */
final class ArithmeticOperators {

  /** Two floats to one, rounded to float32 at once, as a run would. */
  private interface FloatBinaryOperator {
    float apply(float left, float right);
  }

  /** Whether two values stand in a relation. */
  private interface Relation {
    boolean holds(double left, double right);
  }

  private ArithmeticOperators() {}

  static void addTo(Map<String, HostOperator> operators) {
    operators.put("Add", binary((l, r) -> l + r, (l, r) -> l + r));
    operators.put("Sub", binary((l, r) -> l - r, (l, r) -> l - r));
    operators.put("Mul", binary((l, r) -> l * r, (l, r) -> l * r));
    operators.put("Div", binary((l, r) -> l / r, (l, r) -> l / r));
    operators.put("Min", binary(Math::min, Math::min));
    operators.put("Max", binary(Math::max, Math::max));
    operators.put("Neg", unary(v -> -v));
    operators.put("Abs", unary(Math::abs));
    operators.put("Sqrt", unary(Math::sqrt));
    operators.put("Exp", unary(Math::exp));
    operators.put("Floor", unary(Math::floor));
    operators.put("Ceil", unary(Math::ceil));
    operators.put("Reciprocal", unary(v -> 1 / v));
    operators.put("Equal", relation((l, r) -> l == r));
    operators.put("Greater", relation((l, r) -> l > r));
    operators.put("Less", relation((l, r) -> l < r));
    operators.put("GreaterOrEqual", relation((l, r) -> l >= r));
    operators.put("LessOrEqual", relation((l, r) -> l <= r));
    operators.put("And", relation((l, r) -> l != 0 && r != 0));
    operators.put("Or", relation((l, r) -> l != 0 || r != 0));
    operators.put("Not", ArithmeticOperators::not);
    operators.put("Mod", ArithmeticOperators::remainder);
    operators.put("Where", ArithmeticOperators::where);
    operators.put("ReduceProd", ArithmeticOperators::product);
  }

  private static HostOperator binary(FloatBinaryOperator floats, LongBinaryOperator longs) {
    return call -> {
      // Min and Max take any number of operands; two are what shapes need.
      if (call.inputs().size() != 2) {
        return Optional.empty();
      }
      HostTensor left = call.input(0);
      HostTensor right = call.second();
      long[] dims = Layout.broadcast(left.dims(), right.dims());
      if (!Layout.worthKeeping(dims, left, right)) {
        return Optional.empty();
      }
      IntUnaryOperator l = Layout.repeated(left.dims(), dims);
      IntUnaryOperator r = Layout.repeated(right.dims(), dims);
      if (left.isFloat()) {
        float[] values = new float[Layout.size(dims)];
        for (int i = 0; i < values.length; i++) {
          values[i] = floats.apply(left.number(l.applyAsInt(i)), right.number(r.applyAsInt(i)));
        }
        return Optional.of(HostTensor.floats(dims, values));
      }
      long[] values = new long[Layout.size(dims)];
      Arrays.setAll(
          values,
          i ->
              left.kind()
                  .narrowed(
                      longs.applyAsLong(
                          left.integer(l.applyAsInt(i)), right.integer(r.applyAsInt(i)))));
      return Optional.of(HostTensor.integers(left.kind(), dims, values));
    };
  }

  private static HostOperator relation(Relation relation) {
    return call -> {
      HostTensor left = call.input(0);
      HostTensor right = call.second();
      long[] dims = Layout.broadcast(left.dims(), right.dims());
      if (!Layout.worthKeeping(dims, left, right)) {
        return Optional.empty();
      }
      IntUnaryOperator l = Layout.repeated(left.dims(), dims);
      IntUnaryOperator r = Layout.repeated(right.dims(), dims);
      long[] values = new long[Layout.size(dims)];
      Arrays.setAll(
          values,
          i -> relation.holds(value(left, l.applyAsInt(i)), value(right, r.applyAsInt(i))) ? 1 : 0);
      return Optional.of(HostTensor.integers(HostTensor.Kind.BOOL, dims, values));
    };
  }

  private static double value(HostTensor tensor, int place) {
    return tensor.isFloat() ? (double) tensor.number(place) : (double) tensor.integer(place);
  }

  private static HostOperator unary(DoubleUnaryOperator operator) {
    return call -> {
      HostTensor value = call.input(0);
      if (!value.isFloat()) {
        return Optional.empty();
      }
      float[] values = value.floats();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) operator.applyAsDouble(values[i]);
      }
      return Optional.of(HostTensor.floats(value.dims(), values));
    };
  }

  private static Optional<HostTensor> not(HostCall call) {
    HostTensor value = call.input(0);
    long[] values = value.longs();
    Arrays.setAll(values, i -> values[i] == 0 ? 1 : 0);
    return Optional.of(HostTensor.integers(HostTensor.Kind.BOOL, value.dims(), values));
  }

  // Of whole numbers it has the sign of the divisor, unless the node asks for that of the dividend.
  private static Optional<HostTensor> remainder(HostCall call) {
    boolean dividends = call.attributes().integer("fmod", 0) == 1;
    return binary((l, r) -> l % r, dividends ? (l, r) -> l % r : Math::floorMod).evaluate(call);
  }

  private static Optional<HostTensor> where(HostCall call) {
    HostTensor condition = call.input(0);
    HostTensor yes = call.input(1);
    HostTensor no = call.input(2);
    long[] dims = Layout.broadcast(Layout.broadcast(condition.dims(), yes.dims()), no.dims());
    if (!Layout.worthKeeping(dims, condition, yes, no)) {
      return Optional.empty();
    }
    IntUnaryOperator c = Layout.repeated(condition.dims(), dims);
    HostTensor wideYes = yes.picked(dims, Layout.repeated(yes.dims(), dims));
    HostTensor wideNo = no.picked(dims, Layout.repeated(no.dims(), dims));
    if (yes.isFloat()) {
      float[] values = wideNo.floats();
      for (int i = 0; i < values.length; i++) {
        values[i] = condition.integer(c.applyAsInt(i)) != 0 ? wideYes.number(i) : values[i];
      }
      return Optional.of(HostTensor.floats(dims, values));
    }
    long[] values = wideNo.longs();
    for (int i = 0; i < values.length; i++) {
      values[i] = condition.integer(c.applyAsInt(i)) != 0 ? wideYes.integer(i) : values[i];
    }
    return Optional.of(HostTensor.integers(yes.kind(), dims, values));
  }

  // Of a shape: the number of values under it.
  private static Optional<HostTensor> product(HostCall call) {
    HostTensor value = call.input(0);
    if (value.rank() != 1) {
      return Optional.empty();
    }
    boolean kept = call.attributes().integer("keepdims", 1) == 1;
    long[] dims = kept ? new long[] {1} : new long[0];
    if (value.isFloat()) {
      float product = 1;
      for (float factor : value.floats()) {
        product *= factor;
      }
      return Optional.of(HostTensor.floats(dims, new float[] {product}));
    }
    long product = Arrays.stream(value.longs()).reduce(1, Math::multiplyExact);
    return Optional.of(HostTensor.integers(value.kind(), dims, new long[] {product}));
  }
}
