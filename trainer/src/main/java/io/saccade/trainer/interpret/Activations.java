package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.Attributes;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.tensor.Binary;
import io.saccade.trainer.tensor.TensorMath;
import io.saccade.trainer.tensor.Unary;
import java.util.Map;

/** Functions of one number, and softmax. */
final class Activations {

  private static final float SELU_ALPHA = 1.6732632f;
  private static final float SELU_GAMMA = 1.050701f;

  private Activations() {}

  static <T> void addTo(Map<String, Operator<T>> table) {
    table.put("Relu", function(Unary.RELU));
    table.put("Sigmoid", function(Unary.SIGMOID));
    table.put("Tanh", function(Unary.TANH));
    table.put("Exp", function(Unary.EXP));
    table.put("Log", function(Unary.LOG));
    table.put("Sqrt", function(Unary.SQRT));
    table.put("Abs", function(Unary.ABS));
    table.put("Erf", function(Unary.ERF));
    table.put("Softplus", function(Unary.SOFTPLUS));
    table.put("Neg", Operator.of(call -> call.math().scale(call.in(0), -1)));
    table.put("Reciprocal", Operator.of(call -> call.math().power(call.in(0), -1)));
    addClipped(table);
    addCurved(table);
    table.put("Softmax", Operator.of(call -> softmax(call, TensorMath::softmax)));
    table.put("LogSoftmax", Operator.of(call -> softmax(call, TensorMath::logSoftmax)));
  }

  private static <T> void addClipped(Map<String, Operator<T>> table) {
    table.put("Clip", Operator.of(Activations::clip));
    table.put(
        "HardSigmoid",
        Operator.of(
            call -> {
              float alpha = call.attributes().number("alpha", 0.2f);
              float beta = call.attributes().number("beta", 0.5f);
              return hardSigmoid(call.math(), call.in(0), alpha, beta);
            }));
    table.put(
        "HardSwish",
        Operator.of(
            call -> {
              T gate = hardSigmoid(call.math(), call.in(0), 1 / 6f, 0.5f);
              return call.math().apply(Binary.MULTIPLY, call.in(0), gate);
            }));
    table.put(
        "LeakyRelu",
        Operator.of(
            call -> {
              float slope = call.attributes().number("alpha", 0.01f);
              T below = call.math().scale(negative(call.math(), call.in(0)), slope);
              return plus(call.math(), call.math().apply(Unary.RELU, call.in(0)), below);
            }));
    table.put("PRelu", Operator.of(Activations::learnedSlope));
  }

  private static <T> void addCurved(Map<String, Operator<T>> table) {
    table.put(
        "Elu",
        Operator.of(call -> elu(call.math(), call.in(0), call.attributes().number("alpha", 1))));
    table.put(
        "Selu",
        Operator.of(
            call -> {
              Attributes attributes = call.attributes();
              float alpha = attributes.number("alpha", SELU_ALPHA);
              float gamma = attributes.number("gamma", SELU_GAMMA);
              return call.math().scale(elu(call.math(), call.in(0), alpha), gamma);
            }));
    table.put("Gelu", Operator.of(Activations::gelu));
    table.put(
        "Mish",
        Operator.of(
            call -> {
              TensorMath<T> math = call.math();
              T gate = math.apply(Unary.TANH, math.apply(Unary.SOFTPLUS, call.in(0)));
              return math.apply(Binary.MULTIPLY, call.in(0), gate);
            }));
    table.put(
        "Swish",
        Operator.of(
            call -> {
              TensorMath<T> math = call.math();
              T scaled = math.scale(call.in(0), call.attributes().number("alpha", 1));
              return math.apply(Binary.MULTIPLY, call.in(0), math.apply(Unary.SIGMOID, scaled));
            }));
  }

  private static <T> Operator<T> function(Unary function) {
    return Operator.of(call -> call.math().apply(function, call.in(0)));
  }

  /** Before operator set 11 the bounds were attributes. */
  private static <T> T clip(Call<T> call) throws GraphRefusedException {
    float low = call.number(1, "min", -Float.MAX_VALUE);
    float high = call.number(2, "max", Float.MAX_VALUE);
    return call.math().clamp(call.in(0), low, high);
  }

  private static <T> T hardSigmoid(TensorMath<T> math, T x, float alpha, float beta) {
    return math.clamp(math.shift(math.scale(x, alpha), beta), 0, 1);
  }

  /** min(x, 0). */
  private static <T> T negative(TensorMath<T> math, T x) {
    return math.scale(math.apply(Unary.RELU, math.scale(x, -1)), -1);
  }

  private static <T> T plus(TensorMath<T> math, T a, T b) {
    return math.apply(Binary.ADD, a, b);
  }

  /** Before operator set 7 the slopes lined up with the channels by themselves. */
  private static <T> T learnedSlope(Call<T> call) throws GraphRefusedException {
    TensorMath<T> math = call.math();
    T x = call.in(0);
    T slope = call.in(1);
    int rank = call.dims(x).length;
    if (call.opset() < 7 && call.dims(slope).length == 1 && rank > 2) {
      slope = math.reshape(slope, Axes.along(1, rank, call.dims(slope)[0]));
    }
    T below = math.apply(Binary.MULTIPLY, slope, negative(math, x));
    return plus(math, math.apply(Unary.RELU, x), below);
  }

  private static <T> T elu(TensorMath<T> math, T x, float alpha) {
    T below = math.shift(math.apply(Unary.EXP, negative(math, x)), -1);
    return plus(math, math.apply(Unary.RELU, x), math.scale(below, alpha));
  }

  private static <T> T gelu(Call<T> call) throws GraphRefusedException {
    TensorMath<T> math = call.math();
    T x = call.in(0);
    T gate;
    if (call.attributes().text("approximate", "none").equals("tanh")) {
      T cubic = plus(math, x, math.scale(math.power(x, 3), 0.044715f));
      gate = math.apply(Unary.TANH, math.scale(cubic, (float) Math.sqrt(2 / Math.PI)));
    } else {
      gate = math.apply(Unary.ERF, math.scale(x, (float) Math.sqrt(0.5)));
    }
    return math.scale(math.apply(Binary.MULTIPLY, x, math.shift(gate, 1)), 0.5f);
  }

  /** Before operator set 13, everything from the axis on made one distribution. */
  private static <T> T softmax(Call<T> call, Softmax<T> softmax) throws GraphRefusedException {
    T x = call.in(0);
    long[] dims = call.dims(x);
    int axis = Axes.at(call.attributes().integer("axis", call.opset() < 13 ? 1 : -1), dims.length);
    if (call.opset() >= 13 || axis == dims.length - 1) {
      return softmax.of(call.math(), x, axis);
    }
    long rows = Axes.size(dims, 0, axis);
    T flat = call.math().reshape(x, rows, Axes.size(dims, axis, dims.length));
    return call.math().reshape(softmax.of(call.math(), flat, 1), dims);
  }

  /** Softmax or its logarithm. */
  @FunctionalInterface
  private interface Softmax<T> {

    T of(TensorMath<T> math, T x, int axis);
  }
}
