package io.saccade.trainer.graph.surgery;

import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphEdit;
import io.saccade.trainer.graph.GraphRefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes dropout out of graphs: outside of training it changes nothing. */
public final class Dropouts {

  private Dropouts() {}

  /**
   * The graph without its dropout, but for one that asks for training itself, gives its mask, or is
   * an output.
   *
   * @throws GraphRefusedException never for a graph that was read before
   */
  public static Graph without(Graph graph) throws GraphRefusedException {
    GraphEdit edit = new GraphEdit(graph);
    Map<String, String> before = new HashMap<>();
    List<NodeProto> kept = new ArrayList<>();
    for (NodeProto node : edit.nodes()) {
      NodeProto.Builder fed = node.toBuilder().clearInput();
      node.getInputList().forEach(input -> fed.addInput(before.getOrDefault(input, input)));
      if (removable(node, graph.outputs())) {
        before.put(node.getOutput(0), fed.getInput(0));
      } else {
        kept.add(fed.build());
      }
    }
    edit.nodes().clear();
    edit.nodes().addAll(kept);
    return edit.graph();
  }

  private static boolean removable(NodeProto node, List<String> outputs) {
    return node.getOpType().equals("Dropout")
        && node.getInputCount() < 3
        && node.getOutputList().stream().skip(1).allMatch(String::isEmpty)
        && !outputs.contains(node.getOutput(0));
  }
}
