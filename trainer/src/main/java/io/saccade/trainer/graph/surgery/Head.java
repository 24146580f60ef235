package io.saccade.trainer.graph.surgery;

import io.saccade.trainer.graph.Attributes;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The layer that turns features into one score a class: fully connected, as a Gemm or a MatMul, or
 * a 1 × 1 convolution with its pooling before or after it.
 *
 * @param node its place among the nodes of the graph
 * @param features the value that enters it
 * @param width how many features an image has
 * @param classes how many scores it gives
 * @param spatial whether the features are maps, to be pooled
 */
public record Head(int node, String features, int width, int classes, boolean spatial) {

  // What may follow the head without mixing the scores of classes for good. What else than scores
  // these take, as the shape of a Reshape, may come from the image's size.
  private static final Set<String> MOVING =
      Set.of(
          "Softmax",
          "LogSoftmax",
          "Sigmoid",
          "Identity",
          "Cast",
          "Dropout",
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Transpose",
          "GlobalAveragePool",
          "AveragePool",
          "ReduceMean",
          "Relu");

  private static final Set<String> ARITHMETIC = Set.of("Add", "Sub", "Mul", "Div");

  /** An output and the head that it comes from. */
  record Ending(String output, Head head) {}

  /**
   * The head before the first output that has one. A single score is the head of two classes, told
   * apart by a sigmoid.
   *
   * @throws GraphRefusedException where the graph does not end in a head, or is quantised
   */
  public static Head of(Graph graph) throws GraphRefusedException {
    return ending(graph).head();
  }

  /** As {@link #of}, with the output's name. */
  static Ending ending(Graph graph) throws GraphRefusedException {
    WholeNumbers.refuse(graph);
    List<String> reasons = new ArrayList<>();
    for (String output : graph.outputs()) {
      try {
        return new Ending(output, before(output, graph));
      } catch (GraphRefusedException e) {
        // Some models give the best class beside the scores of all.
        reasons.add(e.getMessage());
      }
    }
    throw new GraphRefusedException(reasons.get(0));
  }

  private static Head before(String output, Graph graph) throws GraphRefusedException {
    List<Node> nodes = graph.nodes();
    Map<String, Integer> producers = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (String value : nodes.get(i).outputs()) {
        producers.put(value, i);
      }
    }
    Integer at = producers.get(output);
    while (at != null) {
      Node node = nodes.get(at);
      Optional<Head> head = head(at, node, graph.constants());
      if (head.isPresent()) {
        return head.get();
      }
      at = producers.get(before(node, graph.constants().keySet()));
    }
    throw refused("has no learned layer between its input and its output");
  }

  private static Optional<Head> head(int at, Node node, Map<String, HostTensor> constants) {
    if (!node.has(1) || !constants.containsKey(node.inputs().get(1))) {
      return Optional.empty();
    }
    long[] dims = constants.get(node.inputs().get(1)).dims();
    if (dims.length != 2 && dims.length != 4) {
      return Optional.empty();
    }
    String features = node.inputs().get(0);
    Attributes attributes = node.attributes();
    return switch (node.op()) {
      case "Gemm" -> {
        boolean turned = attributes.integer("transB", 0) == 1;
        int width = (int) dims[turned ? 1 : 0];
        int classes = (int) dims[turned ? 0 : 1];
        yield dims.length != 2 || attributes.integer("transA", 0) == 1
            ? Optional.empty()
            : Optional.of(new Head(at, features, width, classes, false));
      }
      case "MatMul" ->
          dims.length == 2
              ? Optional.of(new Head(at, features, (int) dims[0], (int) dims[1], false))
              : Optional.empty();
      case "Conv" ->
          pointwise(dims, attributes)
              ? Optional.of(new Head(at, features, (int) dims[1], (int) dims[0], true))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean pointwise(long[] dims, Attributes attributes) {
    return dims.length == 4
        && dims[2] == 1
        && dims[3] == 1
        && attributes.integer("group", 1) == 1
        && Arrays.stream(attributes.integers("strides", 1)).allMatch(stride -> stride == 1);
  }

  // The input that depends on the image; a sum of two is a block of layers, not an ending.
  private static String before(Node node, Set<String> constants) throws GraphRefusedException {
    if (MOVING.contains(node.op()) && node.has(0)) {
      return node.inputs().get(0);
    }
    List<String> inputs =
        node.inputs().stream()
            .filter(input -> !input.isEmpty() && !constants.contains(input))
            .toList();
    if (!ARITHMETIC.contains(node.op()) || inputs.size() != 1) {
      throw refused("ends in " + node.describe());
    }
    return inputs.get(0);
  }

  private static GraphRefusedException refused(String what) {
    return new GraphRefusedException(
        "The graph "
            + what
            + ", but a classifier must end in a fully connected layer or a 1 x 1 convolution,"
            + " with at most pooling and a softmax behind it; choose another base, or take its"
            + " maps without what follows them (--base-top none).");
  }
}
