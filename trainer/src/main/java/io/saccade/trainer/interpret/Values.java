package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;

/** Looks values up by name, in the form that is asked for. */
interface Values<T> {

  /** As a tensor; what is on the heap is copied to the backend. */
  T tensor(String name) throws GraphRefusedException;

  /** On the heap; what is in the backend is copied from it. */
  HostTensor host(String name) throws GraphRefusedException;
}
