package io.saccade.trainer.tune;

import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.tensor.TensorBackend;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tensors that live beyond a step, and their values on the heap. */
final class Tensors {

  private Tensors() {}

  static <T> T zeros(TensorBackend<T> backend, long... dims) {
    long size = Arrays.stream(dims).reduce(1, Math::multiplyExact);
    return backend.parameter(new float[Math.toIntExact(size)], dims);
  }

  static <T> HostTensor read(TensorBackend<T> backend, T tensor) {
    return HostTensor.floats(backend.dims(tensor), backend.values(tensor));
  }

  /** Overwrites a tensor with what was saved of it. */
  static <T> void write(TensorBackend<T> backend, T tensor, @Nullable HostTensor saved) {
    if (saved == null || !Arrays.equals(saved.dims(), backend.dims(tensor))) {
      throw new IllegalStateException("what was saved is of another network: " + saved);
    }
    backend.assign(tensor, saved.floats());
  }
}
