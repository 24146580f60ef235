package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.tensor.TensorBackend;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constants of a graph as tensors: parameters, which gradients change; statistics, which
 * normalisation gathers; and the rest, which stays. They live until {@link #close}. Not for several
 * threads at once.
 */
public final class Weights<T> implements AutoCloseable {

  private final TensorBackend<T> backend;
  private final Graph graph;
  private final Learned learned;
  private final Map<String, T> parameters = new LinkedHashMap<>();
  private final Map<String, T> statistics = new LinkedHashMap<>();
  private final Map<String, T> others = new HashMap<>();
  private int frozen;

  Weights(TensorBackend<T> backend, Graph graph) {
    this.backend = backend;
    this.graph = graph;
    this.learned = Learned.of(graph);
    learned.parameters().keySet().forEach(name -> parameters.put(name, copied(name)));
    learned.statistics().forEach(name -> statistics.put(name, copied(name)));
    freezeBefore(0);
  }

  /** Every parameter by name, in the order of the nodes. */
  public Map<String, T> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** The parameters that are not frozen. */
  public Map<String, T> trainable() {
    Map<String, T> trainable = new LinkedHashMap<>(parameters);
    trainable.keySet().removeIf(name -> lastNode(name) < frozen);
    return trainable;
  }

  /** The last node, counted from 0, that uses this parameter. */
  public int lastNode(String parameter) {
    Integer node = learned.parameters().get(parameter);
    if (node == null) {
      throw new IllegalArgumentException("there is no parameter " + parameter);
    }
    return node;
  }

  /** Freezes what only nodes before this one use, and lets everything else learn. */
  public void freezeBefore(int node) {
    frozen = node;
    parameters.forEach(
        (name, tensor) -> {
          if (lastNode(name) < node) {
            backend.freeze(tensor);
          } else {
            backend.learn(tensor);
          }
        });
  }

  /** The first node that is not frozen. */
  public int frozen() {
    return frozen;
  }

  /** Parameters and statistics as they are now, to be written into the graph. */
  public Map<String, HostTensor> snapshot() {
    Map<String, HostTensor> values = new LinkedHashMap<>();
    parameters.forEach((name, tensor) -> values.put(name, read(tensor)));
    statistics.forEach((name, tensor) -> values.put(name, read(tensor)));
    return values;
  }

  /** Overwrites parameters and statistics, as from a {@link #snapshot}. */
  public void restore(Map<String, HostTensor> values) {
    values.forEach((name, value) -> backend.assign(fitting(name, value), value.floats()));
  }

  @Override
  public void close() {
    for (Map<String, T> tensors : List.of(parameters, statistics, others)) {
      tensors.values().forEach(backend::release);
      tensors.clear();
    }
  }

  boolean has(String name) {
    return graph.constants().containsKey(name);
  }

  /** A constant as a tensor. */
  T tensor(String name) {
    T parameter = parameters.get(name);
    if (parameter != null) {
      return parameter;
    }
    T statistic = statistics.get(name);
    return statistic == null ? others.computeIfAbsent(name, this::copied) : statistic;
  }

  /** A constant as it stood in the graph. */
  HostTensor host(String name) {
    HostTensor constant = graph.constants().get(name);
    if (constant == null) {
      throw new IllegalArgumentException("there is no constant " + name);
    }
    return constant;
  }

  private T copied(String name) {
    HostTensor constant = host(name);
    return backend.parameter(constant.floats(), constant.dims());
  }

  private HostTensor read(T tensor) {
    return HostTensor.floats(backend.dims(tensor), backend.values(tensor));
  }

  private T fitting(String name, HostTensor value) {
    T tensor = tensor(name);
    if (!Arrays.equals(backend.dims(tensor), value.dims())) {
      throw new IllegalArgumentException(
          "%s must have the dimensions %s, but was %s"
              .formatted(name, Arrays.toString(backend.dims(tensor)), value));
    }
    return tensor;
  }
}
