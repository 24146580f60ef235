package io.saccade.trainer.graph.surgery;

import io.saccade.trainer.graph.Attributes;
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

  // What may follow the head without mixing the scores of classes for good.
  private static final Set<String> TRAILING =
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
          "Relu",
          "Add",
          "Sub",
          "Mul",
          "Div");

  /**
   * The head before the graph's first output.
   *
   * @throws GraphRefusedException where the graph does not end in a head
   */
  public static Head of(Graph graph) throws GraphRefusedException {
    List<Node> nodes = graph.nodes();
    Map<String, Integer> producers = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).outputs()) {
        producers.put(output, i);
      }
    }
    Integer at = producers.get(graph.outputs().get(0));
    while (at != null) {
      Node node = nodes.get(at);
      Optional<Head> head = head(at, node, graph.constants());
      if (head.isPresent()) {
        return head.get();
      }
      if (!TRAILING.contains(node.op())) {
        throw refused("ends in " + node.describe());
      }
      at = producers.get(only(node, graph.constants().keySet()));
    }
    throw refused("has no learned layer between its input and its output");
  }

  private static Optional<Head> head(int at, Node node, Map<String, HostTensor> constants) {
    if (!node.has(1) || !constants.containsKey(node.inputs().get(1))) {
      return Optional.empty();
    }
    long[] dims = constants.get(node.inputs().get(1)).dims();
    String features = node.inputs().get(0);
    Attributes attributes = node.attributes();
    return switch (node.op()) {
      case "Gemm" -> {
        boolean turned = attributes.integer("transB", 0) == 1;
        int width = (int) dims[turned ? 1 : 0];
        int classes = (int) dims[turned ? 0 : 1];
        yield attributes.integer("transA", 0) == 1
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

  // The only input that depends on the image; a sum of two is a block of layers, not an ending.
  private static String only(Node node, Set<String> constants) throws GraphRefusedException {
    List<String> inputs =
        node.inputs().stream()
            .filter(input -> !input.isEmpty() && !constants.contains(input))
            .toList();
    if (inputs.size() != 1) {
      throw refused("ends in " + node.describe());
    }
    return inputs.get(0);
  }

  private static GraphRefusedException refused(String what) {
    return new GraphRefusedException(
        "The graph "
            + what
            + ", but a classifier must end in a fully connected layer or a 1 x 1 convolution,"
            + " with at most pooling and a softmax behind it; choose another base.");
  }
}
