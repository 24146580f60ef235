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
 * @param groups of input channels, each of which only as many output channels see
 * @param biased whether a bias can be added to what it gives
 * @param bias one number a channel
 */
record Layer(HostTensor weight, int axis, int groups, boolean biased, Optional<HostTensor> bias) {

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
    int groups = (int) node.attributes().integer("group", 1);
    if (!node.has(2)) {
      boolean biased = !node.op().equals("MatMul");
      return Optional.of(new Layer(weight, axis, groups, biased, Optional.empty()));
    }
    HostTensor bias = graph.constants().get(node.inputs().get(2));
    return bias != null && bias.isFloat() && bias.rank() == 1 && bias.size() == weight.dims()[axis]
        ? Optional.of(new Layer(weight, axis, groups, true, Optional.of(bias)))
        : Optional.empty();
  }

  /** How many channels it gives. */
  int channels() {
    return (int) weight.dims()[axis];
  }

  /** The channel of outputs that a weight belongs to. */
  int output(int index) {
    return axis == 0 ? index / (weight.size() / channels()) : index % channels();
  }

  /** The channel of inputs that a weight is multiplied with. */
  int input(int index) {
    if (axis == 1) {
      return index / channels();
    }
    int each = weight.size() / channels();
    int inputs = (int) weight.dims()[1];
    int group = output(index) / (channels() / groups);
    return group * inputs + index % each / (each / inputs);
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
