package io.saccade.trainer.interpret;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.Node;
import io.saccade.trainer.graph.NodeTally;
import io.saccade.trainer.graph.ShapeArithmetic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operators that can be trained through. */
public final class Operators {

  private static final Set<String> OF_SEVERAL_OUTPUTS = Set.of("Split", "BatchNormalization");

  private Operators() {}

  /** Their names, as ONNX has them. */
  public static Set<String> names() {
    return Set.copyOf(Operators.<Object>table().keySet());
  }

  /**
   * What of a graph cannot be trained through: every operator that is not known, with how often it
   * occurs and where first, and every output that is not computed. Arithmetic of shapes is not
   * trained through.
   *
   * @return lines for people; none where the graph can be interpreted
   */
  public static List<String> unsupported(Graph graph) {
    Set<String> names = names();
    Set<String> shapes = ShapeArithmetic.of(graph);
    Set<String> read = new HashSet<>(graph.outputs());
    graph.nodes().forEach(node -> read.addAll(node.inputs()));
    NodeTally found = new NodeTally();
    for (Node node : graph.nodes()) {
      if (!names.contains(node.op()) && !shapes.containsAll(node.outputs())) {
        found.add("the operator " + node.op(), node);
      } else if (names.contains(node.op())
          && !OF_SEVERAL_OUTPUTS.contains(node.op())
          && node.outputs().stream().skip(1).anyMatch(read::contains)) {
        found.add("the second output of " + node.op(), node);
      }
    }
    return found.lines();
  }

  /** What computes each operator, by name. */
  static <T> Map<String, Operator<T>> table() {
    Map<String, Operator<T>> table = new HashMap<>();
    Convolutions.addTo(table);
    Pooling.addTo(table);
    Normalisations.addTo(table);
    Activations.addTo(table);
    Arithmetic.addTo(table);
    Reductions.addTo(table);
    Shapes.addTo(table);
    Selections.addTo(table);
    Resizing.addTo(table);
    return Map.copyOf(table);
  }
}
