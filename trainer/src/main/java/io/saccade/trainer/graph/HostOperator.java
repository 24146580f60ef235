package io.saccade.trainer.graph;

import java.util.Optional;

/** Computes the only output of a node. */
@FunctionalInterface
interface HostOperator {

  /** The output; empty where this use of the operator is left to a run. */
  Optional<HostTensor> evaluate(HostCall call);
}
