package io.saccade.trainer.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;

/** Operators that rearrange values without changing them. */
final class MovingOperators {

  private MovingOperators() {}

  static void addTo(Map<String, HostOperator> operators) {
    operators.put("Identity", call -> Optional.of(call.input(0)));
    operators.put("Dropout", MovingOperators::dropout);
    operators.put("Reshape", MovingOperators::reshape);
    operators.put("Flatten", MovingOperators::flatten);
    operators.put("Squeeze", MovingOperators::squeeze);
    operators.put("Unsqueeze", MovingOperators::unsqueeze);
    operators.put("Transpose", MovingOperators::transpose);
    operators.put("Concat", MovingOperators::concat);
    operators.put("Gather", MovingOperators::gather);
    operators.put("Slice", MovingOperators::slice);
    operators.put("Expand", MovingOperators::expand);
  }

  // In training mode it would draw random numbers.
  private static Optional<HostTensor> dropout(HostCall call) {
    return call.has(2) ? Optional.empty() : Optional.of(call.input(0));
  }

  private static Optional<HostTensor> reshape(HostCall call) {
    HostTensor value = call.input(0);
    long[] dims = call.integers(1, "shape");
    boolean zeroMeansZero = call.attributes().integer("allowzero", 0) == 1;
    int open = -1;
    long known = 1;
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] == 0 && !zeroMeansZero) {
        dims[axis] = value.dims()[axis];
      }
      if (dims[axis] == -1) {
        open = axis;
      } else {
        known = Math.multiplyExact(known, dims[axis]);
      }
    }
    if (open >= 0) {
      dims[open] = value.size() / known;
    }
    return Optional.of(value.reshaped(dims));
  }

  private static Optional<HostTensor> flatten(HostCall call) {
    HostTensor value = call.input(0);
    long[] dims = value.dims();
    long axis = call.attributes().integer("axis", 1);
    int cut = (int) (axis < 0 ? axis + dims.length : axis);
    long rows = Layout.size(Arrays.copyOf(dims, cut));
    long columns = Layout.size(Arrays.copyOfRange(dims, cut, dims.length));
    return Optional.of(value.reshaped(rows, columns));
  }

  private static Optional<HostTensor> squeeze(HostCall call) {
    HostTensor value = call.input(0);
    long[] dims = value.dims();
    Set<Integer> axes = axes(call.integers(1, "axes"), dims.length);
    List<Long> left = new ArrayList<>();
    for (int axis = 0; axis < dims.length; axis++) {
      boolean gone = axes.isEmpty() ? dims[axis] == 1 : axes.contains(axis);
      if (!gone) {
        left.add(dims[axis]);
      }
    }
    return Optional.of(value.reshaped(left.stream().mapToLong(Long::longValue).toArray()));
  }

  private static Optional<HostTensor> unsqueeze(HostCall call) {
    HostTensor value = call.input(0);
    long[] wanted = call.integers(1, "axes");
    long[] dims = new long[value.rank() + wanted.length];
    Set<Integer> axes = axes(wanted, dims.length);
    int next = 0;
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = axes.contains(axis) ? 1 : value.dims()[next++];
    }
    return Optional.of(value.reshaped(dims));
  }

  private static Optional<HostTensor> transpose(HostCall call) {
    HostTensor value = call.input(0);
    long[] from = value.dims();
    int[] apart = Layout.strides(from);
    long[] reversed =
        LongStream.range(0, from.length).map(axis -> from.length - 1 - axis).toArray();
    long[] order = call.attributes().integers("perm", reversed);
    long[] to = new long[from.length];
    int[] strides = new int[from.length];
    for (int axis = 0; axis < to.length; axis++) {
      to[axis] = from[(int) order[axis]];
      strides[axis] = apart[(int) order[axis]];
    }
    return Optional.of(value.picked(to, Layout.walk(to, strides, 0)));
  }

  private static Optional<HostTensor> concat(HostCall call) {
    HostTensor joined = call.input(0);
    int axis = Layout.axis(call.attributes().integer("axis", 1), joined.rank());
    for (int input = 1; input < call.inputs().size(); input++) {
      joined = joined(joined, call.input(input), axis);
    }
    return Optional.of(joined);
  }

  // Seen as rows, one for every index before the axis, a row of the result is one of each.
  private static HostTensor joined(HostTensor left, HostTensor right, int axis) {
    long[] dims = left.dims();
    dims[axis] += right.dims()[axis];
    int leftRow = rowFrom(left, axis);
    int rightRow = rowFrom(right, axis);
    int row = leftRow + rightRow;
    if (left.isFloat()) {
      float[] l = left.floats();
      float[] r = right.floats();
      float[] all = new float[Layout.size(dims)];
      for (int start = 0, at = 0; start < all.length; start += row, at++) {
        System.arraycopy(l, at * leftRow, all, start, leftRow);
        System.arraycopy(r, at * rightRow, all, start + leftRow, rightRow);
      }
      return HostTensor.floats(dims, all);
    }
    long[] l = left.longs();
    long[] r = right.longs();
    long[] all = new long[Layout.size(dims)];
    for (int start = 0, at = 0; start < all.length; start += row, at++) {
      System.arraycopy(l, at * leftRow, all, start, leftRow);
      System.arraycopy(r, at * rightRow, all, start + leftRow, rightRow);
    }
    return HostTensor.integers(left.kind(), dims, all);
  }

  private static int rowFrom(HostTensor value, int axis) {
    long[] dims = value.dims();
    return Layout.size(Arrays.copyOfRange(dims, axis, dims.length));
  }

  private static Optional<HostTensor> gather(HostCall call) {
    HostTensor value = call.input(0);
    HostTensor indices = call.input(1);
    long[] from = value.dims();
    int axis = Layout.axis(call.attributes().integer("axis", 0), from.length);
    int inner = Layout.strides(from)[axis];
    int count = indices.size();
    int along = (int) from[axis];
    long[] to =
        LongStream.concat(
                LongStream.concat(Arrays.stream(from, 0, axis), Arrays.stream(indices.dims())),
                Arrays.stream(from, axis + 1, from.length))
            .toArray();
    if (!Layout.worthKeeping(to, value, indices)) {
      return Optional.empty();
    }
    IntUnaryOperator source =
        place -> {
          int chosen = Layout.axis(indices.integer(place / inner % count), along);
          int outer = place / inner / count;
          return (outer * along + chosen) * inner + place % inner;
        };
    return Optional.of(value.picked(to, source));
  }

  private static Optional<HostTensor> slice(HostCall call) {
    HostTensor value = call.input(0);
    long[] dims = value.dims();
    int[] strides = Layout.strides(dims);
    long[] starts = call.integers(1, "starts");
    long[] ends = call.integers(2, "ends");
    long[] listed = call.integers(3, "axes");
    long[] axes = listed.length > 0 ? listed : LongStream.range(0, starts.length).toArray();
    int start = 0;
    for (int i = 0; i < starts.length; i++) {
      int axis = Layout.axis(axes[i], value.rank());
      long step = call.has(4) ? call.input(4).integer(i) : 1;
      // Backwards, the first is at most the last there is, and the end may lie in front of all.
      long highest = step > 0 ? dims[axis] : dims[axis] - 1;
      long first = Math.max(0, Math.min(highest, counted(starts[i], dims[axis])));
      long lowest = step > 0 ? 0 : -1;
      long end = Math.max(lowest, Math.min(highest, counted(ends[i], dims[axis])));
      // Rounded up, towards more values, whichever way it runs.
      long count = Math.max(0, -Math.floorDiv(first - end, step));
      dims[axis] = Math.min(dims[axis], count);
      start += (int) first * strides[axis];
      strides[axis] *= dims[axis] > 1 ? (int) step : 1;
    }
    return Optional.of(value.picked(dims, Layout.walk(dims, strides, start)));
  }

  private static long counted(long index, long size) {
    return index < 0 ? index + size : index;
  }

  private static Optional<HostTensor> expand(HostCall call) {
    HostTensor value = call.input(0);
    long[] dims = Layout.broadcast(value.dims(), call.input(1).longs());
    return Layout.worthKeeping(dims, value)
        ? Optional.of(value.picked(dims, Layout.repeated(value.dims(), dims)))
        : Optional.empty();
  }

  private static Set<Integer> axes(long[] axes, int rank) {
    Set<Integer> counted = new HashSet<>();
    Arrays.stream(axes).forEach(axis -> counted.add(Layout.axis(axis, rank)));
    return counted;
  }
}
