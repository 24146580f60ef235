package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.HostTensor.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What gives the same values another shape, and what asks for shapes. */
final class Shapes {

  private static final Set<Long> FLOATING = Set.of(1L, 10L, 11L, 16L);

  private Shapes() {}

  static <T> void addTo(Map<String, Operator<T>> table) {
    table.put("Identity", Operator.of(call -> call.in(0)));
    table.put("Cast", Operator.of(Shapes::cast));
    table.put("CastLike", Operator.of(call -> call.in(0)));
    table.put("Shape", Shapes::shape);
    table.put("Flatten", Operator.of(Shapes::flatten));
    table.put("Reshape", Operator.of(Shapes::reshape));
    table.put("Squeeze", Operator.of(Shapes::squeeze));
    table.put("Unsqueeze", Operator.of(Shapes::unsqueeze));
    table.put("Transpose", Operator.of(Shapes::transpose));
    table.put("Expand", Operator.of(Shapes::expand));
    table.put("DepthToSpace", Operator.of(Shapes::depthToSpace));
    table.put("SpaceToDepth", Operator.of(Shapes::spaceToDepth));
  }

  /** All tensors hold 32-bit floats, so that only a cast to whole numbers would change one. */
  private static <T> T cast(Call<T> call) throws GraphRefusedException {
    if (!FLOATING.contains(call.attributes().integer("to", 1))) {
      throw call.refused("it makes whole numbers of values that depend on the picture");
    }
    return call.in(0);
  }

  private static <T> List<Value<T>> shape(Call<T> call) throws GraphRefusedException {
    long[] dims = call.dims(call.in(0));
    long rank = dims.length;
    int from = bound(call.attributes().integer("start", 0), rank);
    int to = Math.max(from, bound(call.attributes().integer("end", rank), rank));
    long[] part = Arrays.copyOfRange(dims, from, to);
    HostTensor tensor = HostTensor.integers(Kind.INT64, new long[] {part.length}, part);
    return List.of(new Value.OnHeap<>(tensor));
  }

  private static int bound(long counted, long rank) {
    return (int) Math.min(rank, Math.max(0, counted < 0 ? counted + rank : counted));
  }

  private static <T> T flatten(Call<T> call) throws GraphRefusedException {
    long[] dims = call.dims(call.in(0));
    long asked = call.attributes().integer("axis", 1);
    int axis = (int) (asked < 0 ? asked + dims.length : asked);
    long rows = Axes.size(dims, 0, axis);
    return call.math().reshape(call.in(0), rows, Axes.size(dims, axis, dims.length));
  }

  private static <T> T reshape(Call<T> call) throws GraphRefusedException {
    long[] dims = call.dims(call.in(0));
    long[] asked = call.integers(1, "shape");
    for (int axis = 0; axis < asked.length; axis++) {
      if (asked[axis] == 0 && !call.flag("allowzero")) {
        asked[axis] = dims[axis];
      }
    }
    return call.math().reshape(call.in(0), asked);
  }

  private static <T> T squeeze(Call<T> call) throws GraphRefusedException {
    long[] dims = call.dims(call.in(0));
    Set<Integer> axes = set(Axes.at(call.integers(1, "axes"), dims.length));
    long[] left =
        IntStream.range(0, dims.length)
            .filter(axis -> axes.isEmpty() ? dims[axis] != 1 : !axes.contains(axis))
            .mapToLong(axis -> dims[axis])
            .toArray();
    return call.math().reshape(call.in(0), left);
  }

  private static <T> T unsqueeze(Call<T> call) throws GraphRefusedException {
    long[] dims = call.dims(call.in(0));
    long[] asked = call.integers(1, "axes");
    Set<Integer> axes = set(Axes.at(asked, dims.length + asked.length));
    long[] wider = new long[dims.length + asked.length];
    int next = 0;
    for (int axis = 0; axis < wider.length; axis++) {
      wider[axis] = axes.contains(axis) ? 1 : dims[next++];
    }
    return call.math().reshape(call.in(0), wider);
  }

  private static Set<Integer> set(int... axes) {
    return Arrays.stream(axes).boxed().collect(Collectors.toSet());
  }

  private static <T> T transpose(Call<T> call) throws GraphRefusedException {
    int rank = call.dims(call.in(0)).length;
    long[] backwards = IntStream.range(0, rank).mapToLong(axis -> rank - 1L - axis).toArray();
    int[] order = Axes.at(call.attributes().integers("perm", backwards), rank);
    return call.math().permute(call.in(0), order);
  }

  private static <T> T expand(Call<T> call) throws GraphRefusedException {
    long[] dims = Axes.broadcast(call.dims(call.in(0)), call.host(1).longs());
    return call.math().expand(call.in(0), dims);
  }

  private static <T> T depthToSpace(Call<T> call) throws GraphRefusedException {
    long[] d = call.dims(call.in(0));
    long block = call.attributes().integer("blocksize", 1);
    long depth = d[1] / (block * block);
    boolean depthFirst = call.attributes().text("mode", "DCR").equals("DCR");
    T split =
        depthFirst
            ? call.math().reshape(call.in(0), d[0], block, block, depth, d[2], d[3])
            : call.math().reshape(call.in(0), d[0], depth, block, block, d[2], d[3]);
    T moved =
        depthFirst
            ? call.math().permute(split, 0, 3, 4, 1, 5, 2)
            : call.math().permute(split, 0, 1, 4, 2, 5, 3);
    return call.math().reshape(moved, d[0], depth, d[2] * block, d[3] * block);
  }

  private static <T> T spaceToDepth(Call<T> call) throws GraphRefusedException {
    long[] d = call.dims(call.in(0));
    long block = call.attributes().integer("blocksize", 1);
    long height = d[2] / block;
    long width = d[3] / block;
    T split = call.math().reshape(call.in(0), d[0], d[1], height, block, width, block);
    T moved = call.math().permute(split, 0, 3, 5, 1, 2, 4);
    return call.math().reshape(moved, d[0], d[1] * block * block, height, width);
  }
}
