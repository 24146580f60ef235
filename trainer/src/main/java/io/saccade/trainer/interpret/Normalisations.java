package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.Attributes;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.tensor.BatchNorm;
import io.saccade.trainer.tensor.Binary;
import io.saccade.trainer.tensor.Reduction;
import io.saccade.trainer.tensor.TensorMath;
import io.saccade.trainer.tensor.Unary;
import java.util.List;
import java.util.Map;

/** What brings values to a common scale, and dropout. */
final class Normalisations {

  private Normalisations() {}

  static <T> void addTo(Map<String, Operator<T>> table) {
    table.put("BatchNormalization", Normalisations::batch);
    table.put("InstanceNormalization", Operator.of(Normalisations::instance));
    table.put("LayerNormalization", Operator.of(Normalisations::layer));
    table.put("GroupNormalization", Operator.of(Normalisations::group));
    table.put("LRN", Operator.of(Normalisations::localResponse));
    table.put("Dropout", Operator.of(Normalisations::dropout));
  }

  private static <T> List<Value<T>> batch(Call<T> call) throws GraphRefusedException {
    Attributes attributes = call.attributes();
    if (call.opset() < 9 && attributes.integer("spatial", 1) == 0) {
      throw call.refused("it has statistics for every pixel (spatial = 0)");
    }
    float kept = attributes.number("momentum", 0.9f);
    BatchNorm<T> norm = norm(call, call.in(3), call.in(4));
    if (call.flag("training_mode")) {
      // The file itself asks for the batch's statistics, and gives the moved ones out.
      T mean = call.math().scale(call.in(3), 1);
      T variance = call.math().scale(call.in(4), 1);
      T result = call.math().normaliseBatch(call.in(0), norm(call, mean, variance), kept);
      return List.of(
          new Value.InBackend<>(result),
          new Value.InBackend<>(mean),
          new Value.InBackend<>(variance));
    }
    T result =
        call.mode().movesStatistics()
            ? call.math().normaliseBatch(call.in(0), norm, kept)
            : call.math().normalise(call.in(0), norm);
    return List.of(new Value.InBackend<>(result));
  }

  private static <T> BatchNorm<T> norm(Call<T> call, T mean, T variance)
      throws GraphRefusedException {
    float epsilon = call.attributes().number("epsilon", 1e-5f);
    return new BatchNorm<>(call.in(1), call.in(2), mean, variance, epsilon);
  }

  private static <T> T instance(Call<T> call) throws GraphRefusedException {
    T x = call.in(0);
    long[] dims = call.dims(x);
    T standard = standardised(call, x, Axes.from(2, dims.length));
    return perChannel(call, standard);
  }

  private static <T> T layer(Call<T> call) throws GraphRefusedException {
    T x = call.in(0);
    int rank = call.dims(x).length;
    int first = Axes.at(call.attributes().integer("axis", -1), rank);
    T scaled =
        call.math()
            .apply(Binary.MULTIPLY, standardised(call, x, Axes.from(first, rank)), call.in(1));
    return call.has(2) ? call.math().apply(Binary.ADD, scaled, call.in(2)) : scaled;
  }

  private static <T> T group(Call<T> call) throws GraphRefusedException {
    T x = call.in(0);
    long[] dims = call.dims(x);
    long groups = call.attributes().integer("num_groups", 1);
    long rest = Axes.size(dims) / (dims[0] * groups);
    T grouped = call.math().reshape(x, dims[0], groups, rest);
    T standard = standardised(call, grouped, 2);
    if (call.opset() < 21) {
      // Before operator set 21 there was one scale for a group.
      return call.math().reshape(perChannel(call, standard), dims);
    }
    return perChannel(call, call.math().reshape(standard, dims));
  }

  /** x times the second input plus the third, which have an entry for each entry of axis 1. */
  private static <T> T perChannel(Call<T> call, T x) throws GraphRefusedException {
    TensorMath<T> math = call.math();
    long[] dims = call.dims(x);
    long[] along = Axes.along(1, dims.length, dims[1]);
    T scaled = math.apply(Binary.MULTIPLY, x, math.reshape(call.in(1), along));
    return math.apply(Binary.ADD, scaled, math.reshape(call.in(2), along));
  }

  private static <T> T standardised(Call<T> call, T x, int... axes) {
    TensorMath<T> math = call.math();
    float epsilon = call.attributes().number("epsilon", 1e-5f);
    T centred = math.apply(Binary.SUBTRACT, x, math.reduce(Reduction.MEAN, x, axes));
    T squares = math.apply(Binary.MULTIPLY, centred, centred);
    T variance = math.reduce(Reduction.MEAN, squares, axes);
    T deviation = math.apply(Unary.SQRT, math.shift(variance, epsilon));
    return math.apply(Binary.DIVIDE, centred, deviation);
  }

  /** Each value over a power of the sum of squares of its neighbours in other channels. */
  private static <T> T localResponse(Call<T> call) throws GraphRefusedException {
    TensorMath<T> math = call.math();
    Attributes attributes = call.attributes();
    T x = call.in(0);
    long[] dims = call.dims(x);
    long size = attributes.integer("size", 1);
    long[] before = new long[dims.length];
    long[] after = new long[dims.length];
    before[1] = (size - 1) / 2;
    after[1] = size - 1 - before[1];
    T squares = math.pad(math.apply(Binary.MULTIPLY, x, x), before, after, 0);
    T sum = math.slice(squares, 1, 0, dims[1]);
    for (long shift = 1; shift < size; shift++) {
      sum = math.apply(Binary.ADD, sum, math.slice(squares, 1, shift, shift + dims[1]));
    }
    float alpha = attributes.number("alpha", 1e-4f) / (float) size;
    T base = math.shift(math.scale(sum, alpha), attributes.number("bias", 1));
    T divisor = math.power(base, attributes.number("beta", 0.75f));
    return math.apply(Binary.DIVIDE, x, divisor);
  }

  private static <T> T dropout(Call<T> call) throws GraphRefusedException {
    float probability = call.number(1, "ratio", 0.5f);
    return call.mode().drops() ? call.math().dropout(call.in(0), probability) : call.in(0);
  }
}
