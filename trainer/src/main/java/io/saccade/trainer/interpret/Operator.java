package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.GraphRefusedException;
import java.util.List;

/** Computes the outputs of a node. */
@FunctionalInterface
interface Operator<T> {

  /** The outputs, in the node's order. */
  List<Value<T>> run(Call<T> call) throws GraphRefusedException;

  /** An operator of one tensor out. */
  static <T> Operator<T> of(Single<T> single) {
    return call -> List.of(new Value.InBackend<>(single.run(call)));
  }

  /** Computes the only output of a node. */
  @FunctionalInterface
  interface Single<T> {

    T run(Call<T> call) throws GraphRefusedException;
  }
}
