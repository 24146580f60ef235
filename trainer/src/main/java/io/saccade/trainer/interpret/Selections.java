package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What takes parts of a tensor, joins parts, and adds borders. */
final class Selections {

  private Selections() {}

  static <T> void addTo(Map<String, Operator<T>> table) {
    table.put("Concat", Operator.of(Selections::concatenate));
    table.put("Slice", Operator.of(Selections::slice));
    table.put("Split", Selections::split);
    table.put("Gather", Operator.of(Selections::gather));
    table.put("Pad", Operator.of(Selections::pad));
  }

  private static <T> T concatenate(Call<T> call) throws GraphRefusedException {
    List<T> parts = new ArrayList<>();
    for (int i = 0; i < call.node().inputs().size(); i++) {
      parts.add(call.in(i));
    }
    int rank = call.dims(parts.get(0)).length;
    return call.math().concatenate(parts, Axes.at(call.attributes().integer("axis", 1), rank));
  }

  /** Before operator set 10 the bounds were attributes, and there were no steps. */
  private static <T> T slice(Call<T> call) throws GraphRefusedException {
    T x = call.in(0);
    int rank = call.dims(x).length;
    long[] starts = call.integers(1, "starts");
    long[] ends = call.integers(2, "ends");
    long[] named = call.integers(3, "axes");
    long[] axes = named.length == 0 ? LongStream.range(0, starts.length).toArray() : named;
    long[] steps = call.has(4) ? call.host(4).longs() : Axes.filled(starts.length, 1);
    for (int i = 0; i < starts.length; i++) {
      int axis = Axes.at(axes[i], rank);
      x = slice(call, x, axis, new long[] {starts[i], ends[i], steps[i]});
    }
    return x;
  }

  private static <T> T slice(Call<T> call, T x, int axis, long[] range) {
    long length = call.dims(x)[axis];
    long step = range[2];
    // Backwards, the end may lie in front of the first entry.
    long lowest = step > 0 ? 0 : -1;
    long highest = step > 0 ? length : length - 1;
    long from = Math.min(highest, Math.max(0, counted(range[0], length)));
    long to = Math.min(highest, Math.max(lowest, counted(range[1], length)));
    if (step > 0) {
      return call.math().slice(x, axis, from, Math.max(from, to), step);
    }
    long[] taken = LongStream.iterate(from, at -> at > to, at -> at + step).toArray();
    return call.math().select(x, axis, taken);
  }

  private static long counted(long bound, long length) {
    return bound < 0 ? bound + length : bound;
  }

  private static <T> List<Value<T>> split(Call<T> call) throws GraphRefusedException {
    T x = call.in(0);
    long[] dims = call.dims(x);
    int axis = Axes.at(call.attributes().integer("axis", 0), dims.length);
    long[] named = call.integers(1, "split");
    long[] lengths = named.length > 0 ? named : even(dims[axis], call.node().outputs().size());
    List<Value<T>> parts = new ArrayList<>();
    long from = 0;
    for (long length : lengths) {
      parts.add(new Value.InBackend<>(call.math().slice(x, axis, from, from + length)));
      from += length;
    }
    return parts;
  }

  /** Equal parts, but for the last, which is shorter where it must be. */
  private static long[] even(long length, int parts) {
    long each = (length + parts - 1) / parts;
    long[] lengths = Axes.filled(parts, each);
    lengths[parts - 1] = length - each * (parts - 1L);
    return lengths;
  }

  private static <T> T gather(Call<T> call) throws GraphRefusedException {
    T x = call.in(0);
    long[] dims = call.dims(x);
    int axis = Axes.at(call.attributes().integer("axis", 0), dims.length);
    HostTensor indices = call.host(1);
    long[] taken =
        Arrays.stream(indices.longs()).map(at -> at < 0 ? at + dims[axis] : at).toArray();
    LongStream shape =
        LongStream.concat(
            LongStream.concat(Arrays.stream(dims, 0, axis), Arrays.stream(indices.dims())),
            Arrays.stream(dims, axis + 1, dims.length));
    return call.math().reshape(call.math().select(x, axis, taken), shape.toArray());
  }

  /** Before operator set 11 the counts were attributes. */
  private static <T> T pad(Call<T> call) throws GraphRefusedException {
    T x = call.in(0);
    int rank = call.dims(x).length;
    long[] named = call.integers(1, call.attributes().has("paddings") ? "paddings" : "pads");
    int[] axes = call.has(3) ? Axes.at(call.host(3).longs(), rank) : Axes.from(0, rank);
    long[] before = new long[rank];
    long[] after = new long[rank];
    for (int i = 0; i < axes.length; i++) {
      before[axes[i]] = named[i];
      after[axes[i]] = named[axes.length + i];
    }
    String mode = call.attributes().text("mode", "constant");
    if (mode.equals("constant")) {
      return call.math().pad(x, before, after, call.number(2, "value", 0));
    }
    for (int axis = 0; axis < rank; axis++) {
      if (before[axis] != 0 || after[axis] != 0) {
        Border border = Border.of(call, mode);
        long length = call.dims(x)[axis];
        long[] taken =
            LongStream.range(-before[axis], length + after[axis])
                .map(at -> border.source(at, length))
                .toArray();
        x = call.math().select(x, axis, taken);
      }
    }
    return x;
  }
}
