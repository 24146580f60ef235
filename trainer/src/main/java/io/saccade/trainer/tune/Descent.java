package io.saccade.trainer.tune;

import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.interpret.Weights;
import io.saccade.trainer.tensor.Binary;
import io.saccade.trainer.tensor.Reduction;
import io.saccade.trainer.tensor.TensorBackend;
import io.saccade.trainer.tensor.TensorMath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Moves all parameters that are trained down their gradients, which it clears. */
final class Descent<T> implements AutoCloseable {

  private final TensorBackend<T> backend;
  private final Rule<T> rule;
  private final TunePlan plan;
  private final List<Moving<T>> moving = new ArrayList<>();

  /**
   * A parameter.
   *
   * @param share of the learning rate
   * @param decay of the weights
   * @param moments what the rule remembers
   */
  private record Moving<T>(String name, T parameter, double share, double decay, List<T> moments) {}

  Descent(TensorBackend<T> backend, Weights<T> weights, FreezePlan freeze, TunePlan plan) {
    this.backend = backend;
    this.rule = Rule.of(plan.optimizer(), backend);
    this.plan = plan;
    weights
        .trainable()
        .forEach(
            (name, parameter) -> {
              long[] dims = backend.dims(parameter);
              double decay = isWeight(dims) ? plan.decay() : 0;
              List<T> moments = new ArrayList<>();
              for (int i = 0; i < rule.moments(); i++) {
                moments.add(Tensors.zeros(backend, dims));
              }
              double share = freeze.share(weights.lastNode(name));
              moving.add(new Moving<>(name, parameter, share, decay, moments));
            });
  }

  /** Biases, and the scales of normalisations, have one axis that is longer than 1. */
  private static boolean isWeight(long[] dims) {
    int axes = 0;
    for (long dim : dims) {
      axes += dim > 1 ? 1 : 0;
    }
    return axes > 1;
  }

  /**
   * Takes a step, unless the rate is 0 or the gradients are not finite.
   *
   * @param number of the step, from 1
   * @return the norm of all gradients together, before it was clipped
   */
  double step(double rate, long number) {
    return backend.withoutGradients(
        () -> {
          double norm = backend.inScope(this::norm);
          if (rate > 0 && Double.isFinite(norm)) {
            double factor = plan.clip() > 0 && norm > plan.clip() ? plan.clip() / norm : 1;
            moving.forEach(each -> move(each, (float) factor, rate, number));
          }
          clear();
          return norm;
        });
  }

  private void move(Moving<T> each, float factor, double rate, long number) {
    backend.inScope(
        () -> {
          backend
              .gradient(each.parameter())
              .ifPresent(
                  gradient -> {
                    T clipped = factor < 1 ? backend.math().scale(gradient, factor) : gradient;
                    Rule.Pace pace = new Rule.Pace(rate * each.share(), each.decay(), number);
                    rule.move(each.parameter(), clipped, each.moments(), pace);
                  });
          return each;
        });
  }

  /** The squares are summed by the library, their sums here, in the order of the parameters. */
  private double norm() {
    TensorMath<T> math = backend.math();
    List<T> sums = new ArrayList<>();
    for (Moving<T> each : moving) {
      backend
          .gradient(each.parameter())
          .ifPresent(
              gradient -> {
                T squares = math.apply(Binary.MULTIPLY, gradient, gradient);
                int[] axes = IntStream.range(0, backend.dims(gradient).length).toArray();
                sums.add(math.reshape(math.reduce(Reduction.SUM, squares, axes), 1));
              });
    }
    double sum = 0;
    if (!sums.isEmpty()) {
      for (float part : backend.values(math.concatenate(sums, 0))) {
        sum += part;
      }
    }
    return Math.sqrt(sum);
  }

  /** Forgets the gradients that have gathered. */
  void clear() {
    moving.forEach(each -> backend.clearGradient(each.parameter()));
  }

  /** Adds what the rule remembers. */
  void save(Map<String, HostTensor> state) {
    for (Moving<T> each : moving) {
      for (int i = 0; i < each.moments().size(); i++) {
        state.put(key(each, i), Tensors.read(backend, each.moments().get(i)));
      }
    }
  }

  /** Takes up what was saved. */
  void restore(Map<String, HostTensor> state) {
    for (Moving<T> each : moving) {
      for (int i = 0; i < each.moments().size(); i++) {
        Tensors.write(backend, each.moments().get(i), state.get(key(each, i)));
      }
    }
  }

  private static String key(Moving<?> each, int moment) {
    return "moment " + moment + " of " + each.name();
  }

  @Override
  public void close() {
    moving.forEach(each -> each.moments().forEach(backend::release));
    moving.clear();
  }
}
