package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.Attributes;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.tensor.Binary;
import io.saccade.trainer.tensor.TensorMath;
import java.util.Arrays;
import java.util.Map;

/** Functions of several tensors, and matrix products. */
final class Arithmetic {

  private Arithmetic() {}

  static <T> void addTo(Map<String, Operator<T>> table) {
    table.put("Add", pair(Binary.ADD));
    table.put("Sub", pair(Binary.SUBTRACT));
    table.put("Mul", pair(Binary.MULTIPLY));
    table.put("Div", pair(Binary.DIVIDE));
    table.put("Pow", Operator.of(Arithmetic::power));
    table.put("Sum", any(Binary.ADD));
    table.put("Max", any(Binary.MAXIMUM));
    table.put("Min", any(Binary.MINIMUM));
    table.put(
        "Mean",
        Operator.of(
            call -> {
              T sum = joined(call, Binary.ADD);
              return call.math().scale(sum, 1f / call.node().inputs().size());
            }));
    table.put("MatMul", Operator.of(call -> call.math().multiply(call.in(0), call.in(1))));
    table.put("Gemm", Operator.of(Arithmetic::general));
  }

  private static <T> Operator<T> pair(Binary function) {
    return Operator.of(call -> call.math().apply(function, call.in(0), second(call)));
  }

  private static <T> Operator<T> any(Binary function) {
    return Operator.of(call -> joined(call, function));
  }

  private static <T> T joined(Call<T> call, Binary function) throws GraphRefusedException {
    T joined = call.in(0);
    for (int i = 1; i < call.node().inputs().size(); i++) {
      joined = call.math().apply(function, joined, call.in(i));
    }
    return joined;
  }

  /**
   * A constant exponent keeps the gradient free of logarithms, which negative bases do not have.
   */
  private static <T> T power(Call<T> call) throws GraphRefusedException {
    T exponent = second(call);
    if (Axes.size(call.dims(exponent)) == 1) {
      return call.math().power(call.in(0), call.host(1).number(0));
    }
    return call.math().apply(Binary.POWER, call.in(0), exponent);
  }

  /**
   * The second operand. Before operator set 7 it lined up with the axis that the node named, not
   * with the last one.
   */
  private static <T> T second(Call<T> call) throws GraphRefusedException {
    T second = call.in(1);
    int axis = (int) call.attributes().integer("axis", -1);
    if (call.opset() >= 7 || axis < 0) {
      return second;
    }
    long[] dims = call.dims(second);
    int rank = call.dims(call.in(0)).length - axis;
    if (rank <= dims.length) {
      return second;
    }
    long[] padded = Arrays.copyOf(dims, rank);
    Arrays.fill(padded, dims.length, rank, 1);
    return call.math().reshape(second, padded);
  }

  private static <T> T general(Call<T> call) throws GraphRefusedException {
    TensorMath<T> math = call.math();
    Attributes attributes = call.attributes();
    T left = call.flag("transA") ? math.permute(call.in(0), 1, 0) : call.in(0);
    T right = call.flag("transB") ? math.permute(call.in(1), 1, 0) : call.in(1);
    T product = scaled(math, math.multiply(left, right), attributes.number("alpha", 1));
    if (!call.has(2)) {
      return product;
    }
    T added = scaled(math, call.in(2), attributes.number("beta", 1));
    return math.apply(Binary.ADD, product, added);
  }

  private static <T> T scaled(TensorMath<T> math, T x, float factor) {
    return factor == 1 ? x : math.scale(x, factor);
  }
}
