package io.saccade.trainer.graph.surgery;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.Node;
import io.saccade.trainer.graph.NodeTally;
import java.util.List;

/** Finds layers that compute in whole numbers, through which nothing can be learned. */
final class WholeNumbers {

  /** What the names of such layers have in them, in whichever domain. */
  private static final List<String> LAYERS =
      List.of("QLinear", "QGemm", "QAttention", "Integer", "DynamicQuantize", "MatMulNBits");

  private WholeNumbers() {}

  /**
   * Refuses a quantised graph, naming all of its operators that are.
   *
   * @throws GraphRefusedException where there is any such layer
   */
  static void refuse(Graph graph) throws GraphRefusedException {
    if (graph.nodes().stream().noneMatch(WholeNumbers::isLayer)) {
      return;
    }
    NodeTally quantised = new NodeTally();
    graph.nodes().stream()
        .filter(node -> isLayer(node) || node.op().contains("Quantize"))
        .forEach(node -> quantised.add(node.op(), node));
    throw new GraphRefusedException(
        "The model is quantised, and cannot be trained: it computes "
            + String.join(", ", quantised.lines())
            + " in whole numbers. Choose the float model that it was made of; what is trained can"
            + " be quantised again at the end.");
  }

  private static boolean isLayer(Node node) {
    return LAYERS.stream().anyMatch(node.op()::contains);
  }
}
