package io.saccade.trainer.quantize;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which nodes of a graph read which values. */
final class Consumers {

  private final Graph graph;
  private final Map<String, List<Node>> readers = new HashMap<>();

  private Consumers(Graph graph) {
    this.graph = graph;
    for (Node node : graph.nodes()) {
      for (String input : node.inputs()) {
        readers.computeIfAbsent(input, name -> new ArrayList<>()).add(node);
      }
    }
  }

  static Consumers of(Graph graph) {
    return new Consumers(graph);
  }

  /** The node that alone reads this value, if it is no output either. */
  Optional<Node> only(String value) {
    List<Node> found = readers.getOrDefault(value, List.of());
    return found.size() == 1 && !graph.outputs().contains(value)
        ? Optional.of(found.get(0))
        : Optional.empty();
  }
}
