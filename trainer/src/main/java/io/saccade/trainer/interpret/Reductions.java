package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.tensor.Binary;
import io.saccade.trainer.tensor.Reduction;
import io.saccade.trainer.tensor.TensorMath;
import io.saccade.trainer.tensor.Unary;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** Sums, means and the like along axes. */
final class Reductions {

  private Reductions() {}

  static <T> void addTo(Map<String, Operator<T>> table) {
    table.put("ReduceMean", plain(Reduction.MEAN));
    table.put("ReduceSum", plain(Reduction.SUM));
    table.put("ReduceMax", plain(Reduction.MAXIMUM));
    table.put(
        "ReduceMin",
        Operator.of(
            call -> {
              TensorMath<T> math = call.math();
              T negative = math.scale(call.in(0), -1);
              return math.scale(reduced(call, Reduction.MAXIMUM, negative), -1);
            }));
    table.put("ReduceSumSquare", Operator.of(Reductions::squares));
    table.put("ReduceL2", Operator.of(call -> call.math().apply(Unary.SQRT, squares(call))));
    table.put(
        "ReduceL1",
        Operator.of(
            call -> reduced(call, Reduction.SUM, call.math().apply(Unary.ABS, call.in(0)))));
  }

  private static <T> Operator<T> plain(Reduction reduction) {
    return Operator.of(call -> reduced(call, reduction, call.in(0)));
  }

  private static <T> T squares(Call<T> call) throws GraphRefusedException {
    T square = call.math().apply(Binary.MULTIPLY, call.in(0), call.in(0));
    return reduced(call, Reduction.SUM, square);
  }

  /** Without axes, all of them, unless the node asks for none. */
  private static <T> T reduced(Call<T> call, Reduction reduction, T x)
      throws GraphRefusedException {
    long[] dims = call.dims(x);
    int[] axes = Axes.at(call.integers(1, "axes"), dims.length);
    if (axes.length == 0 && call.flag("noop_with_empty_axes")) {
      return x;
    }
    int[] reduced = axes.length == 0 ? Axes.from(0, dims.length) : axes;
    T result = call.math().reduce(reduction, x, reduced);
    if (call.attributes().integer("keepdims", 1) == 1) {
      return result;
    }
    long[] left =
        IntStream.range(0, dims.length)
            .filter(axis -> Arrays.stream(reduced).noneMatch(gone -> gone == axis))
            .mapToLong(axis -> dims[axis])
            .toArray();
    return call.math().reshape(result, left);
  }
}
