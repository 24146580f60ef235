package io.saccade.trainer.graph;

import java.util.HashSet;
import java.util.Set;

/** Tells the arithmetic of shapes, which a graph does beside its work, from the work itself. */
public final class ShapeArithmetic {

  private ShapeArithmetic() {}

  /**
   * The values that are known as soon as sizes are, whatever the pixels: constants, shapes, and all
   * that is computed from nothing else.
   */
  public static Set<String> of(Graph graph) {
    Set<String> known = new HashSet<>(graph.constants().keySet());
    for (Node node : graph.nodes()) {
      boolean given = node.inputs().stream().allMatch(in -> in.isEmpty() || known.contains(in));
      if (node.op().equals("Shape") || (given && HostEvaluation.knows(node.op()))) {
        known.addAll(node.outputs());
      }
    }
    return known;
  }
}
