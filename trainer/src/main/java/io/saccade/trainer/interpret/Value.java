package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.HostTensor;

/**
 * What flows between nodes: pictures and features are tensors of the backend, the arithmetic of
 * shapes stays on the heap.
 */
sealed interface Value<T> {

  /** On the heap. */
  record OnHeap<T>(HostTensor tensor) implements Value<T> {}

  /** In the backend. */
  record InBackend<T>(T tensor) implements Value<T> {}
}
