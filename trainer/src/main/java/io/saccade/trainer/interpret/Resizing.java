package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.Attributes;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Resampling. Each axis on its own is a product with a matrix that says which entries a new one is
 * made of, whatever the mode.
 */
final class Resizing {

  private Resizing() {}

  static <T> void addTo(Map<String, Operator<T>> table) {
    table.put("Resize", Operator.of(Resizing::resize));
    table.put("Upsample", Operator.of(Resizing::upsample));
  }

  /** The older operator: factors only, and coordinates that start at the corner. */
  private static <T> T upsample(Call<T> call) throws GraphRefusedException {
    float[] factors = call.has(1) ? call.host(1).floats() : call.attributes().numbers("scales");
    Resampling resampling =
        new Resampling(
            call.attributes().text("mode", "nearest").equals("nearest") ? "nearest" : "linear",
            "asymmetric",
            "floor");
    return scaled(call, resampling, Axes.from(0, factors.length), factors);
  }

  private static <T> T resize(Call<T> call) throws GraphRefusedException {
    Attributes attributes = call.attributes();
    boolean first = call.opset() < 11;
    String coordinates =
        attributes.text("coordinate_transformation_mode", first ? "asymmetric" : "half_pixel");
    if (coordinates.equals("tf_crop_and_resize")) {
      throw call.refused("it crops (tf_crop_and_resize)");
    }
    Resampling resampling =
        new Resampling(
            attributes.text("mode", "nearest"),
            coordinates,
            attributes.text("nearest_mode", first ? "simple" : "round_prefer_floor"),
            attributes.number("cubic_coeff_a", -0.75f),
            call.flag("exclude_outside"),
            call.flag("antialias"));
    int rank = call.dims(call.in(0)).length;
    long[] all = IntStream.range(0, rank).mapToLong(axis -> axis).toArray();
    int[] axes = Axes.at(attributes.integers("axes", all), rank);
    Optional<HostTensor> sizes = filled(call, 3);
    if (!first && sizes.isPresent()) {
      return sized(call, resampling, axes, sizes.get().longs());
    }
    Optional<HostTensor> factors = filled(call, first ? 1 : 2);
    if (factors.isEmpty()) {
      throw call.refused("it names neither sizes nor scales");
    }
    return scaled(call, resampling, axes, factors.get().floats());
  }

  /** An optional input; older exporters write an empty tensor instead of leaving it out. */
  private static <T> Optional<HostTensor> filled(Call<T> call, int input)
      throws GraphRefusedException {
    Optional<HostTensor> given = call.has(input) ? Optional.of(call.host(input)) : Optional.empty();
    return given.filter(tensor -> tensor.size() > 0);
  }

  private static <T> T scaled(Call<T> call, Resampling resampling, int[] axes, float[] factors)
      throws GraphRefusedException {
    T x = call.in(0);
    long[] dims = call.dims(x);
    for (int i = 0; i < axes.length; i++) {
      int out = (int) Math.floor(dims[axes[i]] * (double) factors[i]);
      x = along(call, x, axes[i], resampling.matrix((int) dims[axes[i]], out, factors[i]));
    }
    return x;
  }

  private static <T> T sized(Call<T> call, Resampling resampling, int[] axes, long[] sizes)
      throws GraphRefusedException {
    T x = call.in(0);
    long[] dims = call.dims(x);
    String policy = call.attributes().text("keep_aspect_ratio_policy", "stretch");
    double[] factors =
        IntStream.range(0, axes.length)
            .mapToDouble(i -> (double) sizes[i] / dims[axes[i]])
            .toArray();
    IntStream places = IntStream.range(0, axes.length);
    double least = places.mapToDouble(i -> factors[i]).min().orElse(1);
    double most = IntStream.range(0, axes.length).mapToDouble(i -> factors[i]).max().orElse(1);
    for (int i = 0; i < axes.length; i++) {
      int in = (int) dims[axes[i]];
      double factor =
          policy.equals("not_larger") ? least : policy.equals("not_smaller") ? most : factors[i];
      int out = policy.equals("stretch") ? (int) sizes[i] : (int) Math.floor(factor * in + 0.5);
      x = along(call, x, axes[i], resampling.matrix(in, out, factor));
    }
    return x;
  }

  /** The product of an axis with a matrix of in × out, which is empty for an axis that stays. */
  private static <T> T along(Call<T> call, T x, int axis, float[] matrix) {
    if (matrix.length == 0) {
      return x;
    }
    long in = call.dims(x)[axis];
    T weights = call.backend().tensor(matrix, in, matrix.length / in);
    int last = call.dims(x).length - 1;
    int[] swapped = IntStream.rangeClosed(0, last).toArray();
    swapped[axis] = last;
    swapped[last] = axis;
    T turned = call.math().permute(x, swapped);
    return call.math().permute(call.math().multiply(turned, weights), swapped);
  }
}
