package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import io.saccade.trainer.tensor.TensorBackend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of one forward pass. Those it owns were retained for it, and are released as soon as
 * no node reads them any more.
 */
final class Frame<T> implements Values<T>, AutoCloseable {

  private final TensorBackend<T> backend;
  private final Weights<T> weights;
  private final Map<String, Value<T>> values = new HashMap<>();
  private final Map<String, T> owned = new HashMap<>();

  Frame(TensorBackend<T> backend, Weights<T> weights) {
    this.backend = backend;
    this.weights = weights;
  }

  /** Takes a value that belongs to the caller. */
  void borrow(String name, Value<T> value) {
    values.put(name, value);
  }

  /** Takes a value that was retained for this frame; one without a name is read by nobody. */
  void own(String name, Value<T> value) {
    values.put(name, value);
    if (value instanceof Value.InBackend<T> in) {
      owned.put(name, in.tensor());
    }
    if (name.isEmpty()) {
      forget(name);
    }
  }

  /** Lets go of a value that nobody reads any more. */
  void forget(String name) {
    values.remove(name);
    T tensor = owned.remove(name);
    if (tensor != null) {
      backend.release(tensor);
    }
  }

  /** Hands a value over to the scope of the caller. */
  T handOver(String name) throws GraphRefusedException {
    T tensor = tensor(name);
    T mine = owned.remove(name);
    if (mine != null) {
      backend.adopt(mine);
    }
    return tensor;
  }

  @Override
  public void close() {
    owned.values().forEach(backend::release);
    owned.clear();
  }

  @Override
  public T tensor(String name) throws GraphRefusedException {
    Value<T> value = values.get(name);
    if (value == null) {
      requireConstant(name);
      return weights.tensor(name);
    }
    if (value instanceof Value.InBackend<T> in) {
      return in.tensor();
    }
    HostTensor host = ((Value.OnHeap<T>) value).tensor();
    return backend.tensor(host.floats(), host.dims());
  }

  @Override
  public HostTensor host(String name) throws GraphRefusedException {
    HostTensor host = onHeap(name);
    if (host != null) {
      return host;
    }
    T tensor = tensor(name);
    return HostTensor.floats(backend.dims(tensor), backend.values(tensor));
  }

  /** The inputs of a node, if all of them are on the heap; an empty one is left out. */
  Optional<List<Optional<HostTensor>>> onHeap(Node node) {
    List<Optional<HostTensor>> inputs = new ArrayList<>();
    for (String name : node.inputs()) {
      HostTensor host = name.isEmpty() ? null : onHeap(name);
      if (host == null && !name.isEmpty()) {
        return Optional.empty();
      }
      inputs.add(Optional.ofNullable(host));
    }
    return Optional.of(inputs);
  }

  private @Nullable HostTensor onHeap(String name) {
    Value<T> value = values.get(name);
    if (value instanceof Value.OnHeap<T> on) {
      return on.tensor();
    }
    return value == null && weights.has(name) ? weights.host(name) : null;
  }

  private void requireConstant(String name) throws GraphRefusedException {
    if (!weights.has(name)) {
      throw new GraphRefusedException("The graph reads the value " + name + ", which none gives.");
    }
  }
}
