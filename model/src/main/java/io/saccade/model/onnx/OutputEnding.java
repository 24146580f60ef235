package io.saccade.model.onnx;

import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.NodeProto;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How a graph ends, seen from one of its outputs. */
public enum OutputEnding {
  /** In any other operator: the values are scores, to be made probabilities by a softmax. */
  SCORES,
  /** In a softmax: the values are probabilities that add up to one. */
  SOFTMAX,
  /** In a sigmoid: one probability a class, each for itself. */
  SIGMOID;

  // These move or round values but leave their meaning.
  private static final Set<String> TRANSPARENT =
      Set.of(
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Transpose",
          "Identity",
          "Cast",
          "DequantizeLinear",
          "QuantizeLinear");

  // Bounded, because a malformed graph may run in a circle.
  private static final int LONGEST_WALK = 100;

  /** The ending by output name, for every output of the graph. */
  static Map<String, OutputEnding> of(GraphProto graph) {
    Map<String, NodeProto> producers = new HashMap<>();
    for (NodeProto node : graph.getNodeList()) {
      node.getOutputList().forEach(output -> producers.put(output, node));
    }
    Map<String, OutputEnding> endings = new HashMap<>();
    graph
        .getOutputList()
        .forEach(output -> endings.put(output.getName(), walk(output.getName(), producers)));
    return endings;
  }

  private static OutputEnding walk(String output, Map<String, NodeProto> producers) {
    NodeProto node = producers.get(output);
    for (int step = 0; step < LONGEST_WALK; step++) {
      if (node == null || !TRANSPARENT.contains(node.getOpType()) || node.getInputCount() == 0) {
        break;
      }
      node = producers.get(node.getInput(0));
    }
    if (node == null) {
      return SCORES;
    }
    return switch (node.getOpType()) {
      case "Softmax", "QLinearSoftmax" -> SOFTMAX;
      case "Sigmoid", "QLinearSigmoid" -> SIGMOID;
      default -> SCORES;
    };
  }
}
