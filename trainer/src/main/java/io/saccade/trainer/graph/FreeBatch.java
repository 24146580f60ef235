package io.saccade.trainer.graph;

import io.saccade.model.onnx.proto.NodeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Lets a graph that was exported for one image, or for any other fixed number, take batches of any
 * size. The number stands not only in the declared shapes but in the constants of Reshape nodes.
 */
public final class FreeBatch {

  private final Map<String, HostTensor> constants;
  private final long fixed;
  private final GraphEdit edit;

  private FreeBatch(Graph graph) {
    this.constants = graph.constants();
    this.fixed = graph.inputShape()[0];
    this.edit = new GraphEdit(graph);
  }

  /**
   * The graph with a free batch; the graph itself where its batch is declared free.
   *
   * @throws GraphRefusedException where a Reshape mixes the images of a batch
   */
  public static Graph of(Graph graph) throws GraphRefusedException {
    long[] shape = graph.inputShape();
    return shape.length == 0 || shape[0] < 0 ? graph : new FreeBatch(graph).freed();
  }

  private Graph freed() throws GraphRefusedException {
    List<NodeProto> nodes = edit.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      NodeProto node = nodes.get(i);
      if (node.getOpType().equals("Reshape") && node.getInputCount() > 1) {
        HostTensor shape = constants.get(node.getInput(1));
        if (shape != null) {
          nodes.set(i, freed(node, shape.longs()));
        }
      }
    }
    edit.declareFreeBatch();
    return edit.graph();
  }

  private NodeProto freed(NodeProto node, long[] shape) throws GraphRefusedException {
    if (shape.length > 1 && (shape[0] == -1 || (shape[0] == 0 && !zeroMeansZero(node)))) {
      return node;
    }
    if (shape.length < 2 || shape[0] != fixed) {
      throw new GraphRefusedException(
          ("The graph takes batches of %d only, and its node %s reshapes them to %s, which cannot be"
                  + " freed; export the model with a dynamic batch.")
              .formatted(fixed, Node.read(node).describe(), Arrays.toString(shape)));
    }
    long[] free = shape.clone();
    // What is left over is the batch, wherever it lay before; where something else already is what
    // is left over, the batch is copied from the front of the input.
    boolean open = Arrays.stream(shape).anyMatch(size -> size == -1);
    free[0] = open ? 0 : -1;
    String name =
        edit.constant(
            node.getOutput(0) + "_shape",
            HostTensor.integers(HostTensor.Kind.INT64, new long[] {free.length}, free));
    NodeProto.Builder freed = node.toBuilder().setInput(1, name);
    if (open) {
      freed.clearAttribute();
    }
    return freed.build();
  }

  private static boolean zeroMeansZero(NodeProto node) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("allowzero"))
        .anyMatch(attribute -> attribute.getI() == 1);
  }
}
