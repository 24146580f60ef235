package io.saccade.trainer.tune;

import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.tensor.TensorBackend;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An exponential running mean of the parameters, after Polyak and Juditsky 1992. It keeps less at
 * first, so that the weights that training began with are soon out of it.
 */
final class RunningMean<T> implements AutoCloseable {

  private final TensorBackend<T> backend;
  private final Map<String, T> parameters;
  private final Map<String, T> means = new LinkedHashMap<>();
  private final double keep;

  /** A mean that keeps this share of itself at a step; with 0 there is none. */
  RunningMean(TensorBackend<T> backend, Map<String, T> parameters, double keep) {
    this.backend = backend;
    this.parameters = parameters;
    this.keep = keep;
    if (keep > 0) {
      parameters.forEach(
          (name, tensor) ->
              means.put(name, backend.parameter(backend.values(tensor), backend.dims(tensor))));
    }
  }

  /** Takes the parameters in, after the step of this number, from 1. */
  void take(long step) {
    double kept = Math.min(keep, (1.0 + step) / (10.0 + step));
    means.forEach(
        (name, mean) -> {
          T parameter = parameters.get(name);
          if (parameter != null) {
            backend.blend(mean, (float) kept, parameter, (float) (1 - kept));
          }
        });
  }

  /** Puts the means, if there are any, in the place of the parameters. */
  void replaceIn(Map<String, HostTensor> weights) {
    means.forEach((name, mean) -> weights.put(name, Tensors.read(backend, mean)));
  }

  /** Adds what is remembered. */
  void save(Map<String, HostTensor> state) {
    means.forEach((name, mean) -> state.put(key(name), Tensors.read(backend, mean)));
  }

  /** Takes up what was saved. */
  void restore(Map<String, HostTensor> state) {
    means.forEach((name, mean) -> Tensors.write(backend, mean, state.get(key(name))));
  }

  private static String key(String name) {
    return "mean of " + name;
  }

  @Override
  public void close() {
    means.values().forEach(backend::release);
    means.clear();
  }
}
