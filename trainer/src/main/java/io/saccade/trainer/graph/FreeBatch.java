package io.saccade.trainer.graph;

import io.saccade.model.onnx.proto.NodeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets a graph that was exported for one image, or for any other fixed number, take batches of any
 * size. The number stands not only in the declared shapes but in the constants of Reshape nodes.
 */
public final class FreeBatch {

  private final Map<String, HostTensor> constants;
  private final Set<String> shapes;
  private final long fixed;
  private final GraphEdit edit;

  private FreeBatch(Graph graph) {
    this.constants = graph.constants();
    this.shapes = ShapeArithmetic.of(graph);
    this.fixed = graph.inputShape()[0];
    this.edit = new GraphEdit(graph);
  }

  /**
   * The graph with a free batch; the graph itself where its batch is declared free.
   *
   * @throws GraphRefusedException where a node mixes the images of a batch, or drops the axis that
   *     they lie along
   */
  public static Graph of(Graph graph) throws GraphRefusedException {
    long[] shape = graph.inputShape();
    return shape.length == 0 || shape[0] < 0 ? graph : new FreeBatch(graph).freed();
  }

  private Graph freed() throws GraphRefusedException {
    List<NodeProto> nodes = edit.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      NodeProto node = nodes.get(i);
      // What is done to shapes leaves the images as they are.
      if (node.getOutputList().stream().noneMatch(shapes::contains)) {
        nodes.set(i, freed(node));
      }
    }
    edit.declareFreeBatch();
    return edit.graph();
  }

  private NodeProto freed(NodeProto node) throws GraphRefusedException {
    return switch (node.getOpType()) {
      case "Reshape" -> {
        long[] shape = constant(node, 1);
        yield shape.length == 0 ? node : freed(node, shape);
      }
      case "Squeeze" -> {
        long[] listed = Node.read(node).attributes().integers("axes");
        long[] axes = listed.length > 0 ? listed : constant(node, 1);
        // Without axes, every one of size 1 goes: that of the batch too, but only if it is of one.
        if (axes.length == 0 || Arrays.stream(axes).anyMatch(axis -> axis == 0)) {
          throw refused(node, "drops an axis that may be the batch's");
        }
        yield node;
      }
      case "Resize" -> {
        if (constant(node, 3).length > 0) {
          throw refused(node, "sets the batch's size too");
        }
        yield node;
      }
      default -> node;
    };
  }

  /** The whole numbers of a constant input; none where it is left out or no constant. */
  private long[] constant(NodeProto node, int input) {
    HostTensor value = input < node.getInputCount() ? constants.get(node.getInput(input)) : null;
    return value == null ? new long[0] : value.longs();
  }

  private NodeProto freed(NodeProto node, long[] shape) throws GraphRefusedException {
    if (shape.length > 1 && (shape[0] == -1 || (shape[0] == 0 && !zeroMeansZero(node)))) {
      return node;
    }
    if (shape.length < 2 || shape[0] != fixed) {
      throw refused(node, "reshapes them to " + Arrays.toString(shape));
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

  private GraphRefusedException refused(NodeProto node, String what) throws GraphRefusedException {
    return new GraphRefusedException(
        ("The graph takes batches of %d only, and its node %s %s, which cannot be freed; export the"
                + " model with a dynamic batch.")
            .formatted(fixed, Node.read(node).describe(), what));
  }

  private static boolean zeroMeansZero(NodeProto node) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("allowzero"))
        .anyMatch(attribute -> attribute.getI() == 1);
  }
}
