package io.saccade.trainer.quantize;

import io.saccade.trainer.graph.Attributes;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import java.util.Optional;

/**
 * A node with weights that can compute in integers.
 *
 * @param weight one channel of outputs along {@code axis}
 * @param bias one number a channel
 */
record Layer(HostTensor weight, int axis, Optional<HostTensor> bias) {

  /** The layer that a node is, if it is one. */
  static Optional<Layer> of(Graph graph, Node node) {
    boolean layered =
        switch (node.op()) {
          case "Conv", "MatMul" -> true;
          case "Gemm" -> isPlain(node.attributes());
          default -> false;
        };
    HostTensor weight = layered ? graph.constants().get(node.inputs().get(1)) : null;
    if (weight == null || !weight.isFloat() || weight.rank() < 2 || dependsOnNothing(graph, node)) {
      return Optional.empty();
    }
    if (node.op().equals("MatMul") && weight.rank() != 2) {
      return Optional.empty();
    }
    int axis = axis(node);
    if (!node.has(2)) {
      return Optional.of(new Layer(weight, axis, Optional.empty()));
    }
    HostTensor bias = graph.constants().get(node.inputs().get(2));
    return bias != null && bias.isFloat() && bias.rank() == 1 && bias.size() == weight.dims()[axis]
        ? Optional.of(new Layer(weight, axis, Optional.of(bias)))
        : Optional.empty();
  }

  private static boolean dependsOnNothing(Graph graph, Node node) {
    return graph.constants().containsKey(node.inputs().get(0));
  }

  /** The kernels for integers know no factors. */
  private static boolean isPlain(Attributes attributes) {
    return attributes.integer("transA", 0) == 0
        && attributes.number("alpha", 1) == 1
        && attributes.number("beta", 1) == 1;
  }

  private static int axis(Node node) {
    boolean inFront = node.op().equals("Conv") || node.attributes().integer("transB", 0) == 1;
    return inFront ? 0 : 1;
  }
}
