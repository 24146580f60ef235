package io.saccade.trainer.graph.surgery;

import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where a graph stops looking at places: the maps that its layers end in, before they are
 * averaged or put into a row. Layers are walked from the end, as long as each goes on from one
 * other.
 */
final class LastMaps {

  private static final Set<String> POOLING =
      Set.of("GlobalAveragePool", "GlobalMaxPool", "ReduceMean", "ReduceMax");

  private static final Set<String> FLATTENING = Set.of("Flatten", "Reshape", "Squeeze");

  private static final Set<String> PASSED =
      Set.of(
          "Conv",
          "Gemm",
          "MatMul",
          "BatchNormalization",
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Relu",
          "LeakyRelu",
          "PRelu",
          "Elu",
          "Clip",
          "HardSwish",
          "Dropout",
          "Identity",
          "Cast",
          "Transpose",
          "Unsqueeze");

  /** What a gate like that of swish is made of. */
  private static final Set<String> GATES =
      Set.of("Sigmoid", "HardSigmoid", "Add", "Mul", "Div", "Clip", "Relu");

  private static final int LONGEST_GATE = 4;

  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, HostTensor> constants;

  private LastMaps(Graph graph) {
    graph.nodes().forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
    this.constants = graph.constants();
  }

  /**
   * The name of the maps, images × channels × height × width.
   *
   * @throws GraphRefusedException where the graph never has maps, or is quantised
   */
  static String of(Graph graph) throws GraphRefusedException {
    WholeNumbers.refuse(graph);
    String output = graph.outputs().get(0);
    long[] shape = graph.outputShape(output);
    if (shape.length == 4 && shape[2] > 1) {
      return output;
    }
    Head head;
    try {
      head = Head.of(graph);
    } catch (GraphRefusedException e) {
      // What was exported without its top ends in maps already, or in the mean of them.
      Optional<String> maps = shape.length == 4 ? Optional.of(output) : Optional.empty();
      return new LastMaps(graph).before(output, maps);
    }
    Optional<String> maps = head.spatial() ? Optional.of(head.features()) : Optional.empty();
    return new LastMaps(graph).before(head.features(), maps);
  }

  /**
   * Walks from the end to the maps.
   *
   * @param known the end itself, where it is maps; they may be of one pixel, with a pooling before
   */
  private String before(String end, Optional<String> known) throws GraphRefusedException {
    Optional<String> maps = known;
    boolean rows = known.isEmpty();
    String at = end;
    for (Node node = producers.get(at); node != null; node = producers.get(at)) {
      Optional<String> from = from(node);
      boolean pools = POOLING.contains(node.op());
      boolean flattens = FLATTENING.contains(node.op());
      // A Reshape among convolutions shuffles their channels.
      rows &= !node.op().equals("Conv");
      maps = pools || (flattens && rows) ? from : maps;
      boolean passed = flattens || (PASSED.contains(node.op()) && !slides(node));
      if (pools || !passed || from.isEmpty()) {
        break;
      }
      at = from.get();
    }
    return maps.orElseThrow(
        () ->
            new GraphRefusedException(
                "The graph has no maps that a pooling or a flattening would end; leave its top on,"
                    + " or choose another base."));
  }

  /** A convolution whose kernels see more than one pixel gives maps for sure. */
  private boolean slides(Node node) {
    HostTensor kernels = node.has(1) ? constants.get(node.inputs().get(1)) : null;
    return node.op().equals("Conv")
        && (kernels == null || Arrays.stream(kernels.dims()).skip(2).anyMatch(side -> side > 1));
  }

  /** What the node goes on from; none where that is several values. */
  private Optional<String> from(Node node) {
    if (!node.has(0)) {
      return Optional.empty();
    }
    List<String> open = open(node);
    if (open.size() == 1 || FLATTENING.contains(node.op()) || POOLING.contains(node.op())) {
      return Optional.of(open.isEmpty() ? node.inputs().get(0) : open.get(0));
    }
    if (open.size() != 2 || !node.op().equals("Mul")) {
      return Optional.empty();
    }
    return gates(open.get(1), open.get(0))
        ? Optional.of(open.get(0))
        : gates(open.get(0), open.get(1)) ? Optional.of(open.get(1)) : Optional.empty();
  }

  /** The inputs that depend on the image. */
  private List<String> open(Node node) {
    return node.inputs().stream()
        .filter(input -> !input.isEmpty() && !constants.containsKey(input))
        .toList();
  }

  /** Whether the gate is computed from the value alone, pixel by pixel. */
  private boolean gates(String gate, String value) {
    String at = gate;
    for (int i = 0; i < LONGEST_GATE && !at.equals(value); i++) {
      Node node = producers.get(at);
      if (node == null || !GATES.contains(node.op())) {
        return false;
      }
      List<String> open = open(node);
      if (open.size() != 1) {
        return false;
      }
      at = open.get(0);
    }
    return at.equals(value);
  }
}
