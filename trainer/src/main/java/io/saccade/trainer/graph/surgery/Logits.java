package io.saccade.trainer.graph.surgery;

import static io.saccade.trainer.graph.OnnxParts.integer;
import static io.saccade.trainer.graph.OnnxParts.node;
import static io.saccade.trainer.graph.OnnxParts.value;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphEdit;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ends graphs in raw scores, which a loss and a temperature need, instead of probabilities. */
public final class Logits {

  // These move values but leave what they say.
  private static final Set<String> MOVING =
      Set.of("Identity", "Cast", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Dropout");

  private static final Set<String> TO_PROBABILITIES = Set.of("Softmax", "LogSoftmax", "Sigmoid");

  private Logits() {}

  /**
   * The graph with one output, images × classes: what its softmax or sigmoid took, or what it gave
   * where it has neither.
   *
   * @throws GraphRefusedException where the graph has no head
   */
  public static Graph of(Graph graph) throws GraphRefusedException {
    Head.Ending ending = Head.ending(graph);
    String scores = scores(graph, ending.output());
    GraphEdit edit = new GraphEdit(graph);
    edit.endIn(scores);
    String logits = edit.freeName("logits");
    edit.nodes().add(node("Flatten", logits, List.of(scores), integer("axis", 1)));
    edit.output(value(logits, -1, ending.head().classes()));
    return edit.graph();
  }

  private static String scores(Graph graph, String output) {
    Map<String, Node> producers = new HashMap<>();
    for (Node node : graph.nodes()) {
      node.outputs().forEach(value -> producers.put(value, node));
    }
    Node node = producers.get(output);
    while (node != null && MOVING.contains(node.op())) {
      node = producers.get(node.inputs().get(0));
    }
    return node != null && TO_PROBABILITIES.contains(node.op()) ? node.inputs().get(0) : output;
  }
}
