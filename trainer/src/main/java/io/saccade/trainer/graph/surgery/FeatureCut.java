package io.saccade.trainer.graph.surgery;

import static io.saccade.trainer.graph.OnnxParts.integer;
import static io.saccade.trainer.graph.OnnxParts.node;
import static io.saccade.trainer.graph.OnnxParts.value;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphEdit;
import io.saccade.trainer.graph.GraphRefusedException;
import java.util.List;

/** Ends graphs before their head: what is left turns an image into a row of features. */
public final class FeatureCut {

  private FeatureCut() {}

  /**
   * The graph without its head; its only output, {@code features}, is images × {@link Head#width}.
   *
   * @throws GraphRefusedException where the graph has no head
   */
  public static Graph of(Graph graph) throws GraphRefusedException {
    Head head = Head.of(graph);
    GraphEdit edit = new GraphEdit(graph);
    edit.output(value(features(edit, head), -1, head.width()));
    return edit.graph();
  }

  /**
   * Leaves only what leads to the head, and adds the nodes that make one row an image of it. The
   * mean of maps comes first, since a mean and a linear layer may change places.
   */
  static String features(GraphEdit edit, Head head) {
    String maps = head.features();
    edit.endIn(maps);
    if (head.spatial()) {
      String pooled = edit.freeName("features_mean");
      edit.nodes().add(node("GlobalAveragePool", pooled, List.of(maps)));
      maps = pooled;
    }
    String features = edit.freeName("features");
    edit.nodes().add(node("Flatten", features, List.of(maps), integer("axis", 1)));
    return features;
  }
}
