package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which constants of a graph are what training changes.
 *
 * @param parameters what gradients change, in the order of the nodes, each with the last node that
 *     it is used by
 * @param statistics what normalisation gathers by itself
 */
record Learned(Map<String, Integer> parameters, Set<String> statistics) {

  static Learned of(Graph graph) {
    Map<String, Integer> parameters = new LinkedHashMap<>();
    Set<String> statistics = new LinkedHashSet<>();
    boolean begun = false;
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      begun |= isLayer(graph, node);
      for (String name : candidates(graph, node, begun)) {
        parameters.merge(name, i, Math::max);
      }
      if (node.op().equals("BatchNormalization")) {
        statistics.addAll(floats(graph, part(node, 3, 5)));
      }
    }
    statistics.forEach(parameters::remove);
    return new Learned(parameters, statistics);
  }

  /** Whether this is a layer with weights, behind which constants are no longer preprocessing. */
  private static boolean isLayer(Graph graph, Node node) {
    return switch (node.op()) {
      case "Conv", "ConvTranspose", "Gemm" -> true;
      case "MatMul" -> !floats(graph, node.inputs()).isEmpty();
      default -> false;
    };
  }

  private static List<String> candidates(Graph graph, Node node, boolean begun) {
    List<String> inputs = node.inputs();
    return switch (node.op()) {
      case "Conv", "ConvTranspose", "PRelu", "LayerNormalization" ->
          floats(graph, part(node, 1, inputs.size()));
      case "BatchNormalization", "InstanceNormalization", "GroupNormalization" ->
          floats(graph, part(node, 1, 3));
      case "Gemm", "MatMul" -> floats(graph, inputs);
      // A single number is a constant of the architecture, not a weight.
      case "Add", "Sub", "Mul", "Div" ->
          begun
              ? floats(graph, inputs).stream().filter(name -> size(graph, name) > 1).toList()
              : List.of();
      default -> List.of();
    };
  }

  /** The inputs from one place (inclusive) to another (exclusive), as far as there are any. */
  private static List<String> part(Node node, int from, int to) {
    return node.inputs().stream().limit(to).skip(from).toList();
  }

  private static List<String> floats(Graph graph, List<String> names) {
    List<String> found = new ArrayList<>();
    for (String name : names) {
      HostTensor constant = graph.constants().get(name);
      if (constant != null && constant.isFloat()) {
        found.add(name);
      }
    }
    return found;
  }

  private static int size(Graph graph, String name) {
    HostTensor constant = graph.constants().get(name);
    return constant == null ? 0 : constant.size();
  }
}
