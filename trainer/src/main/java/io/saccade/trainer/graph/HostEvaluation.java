package io.saccade.trainer.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes single nodes on the heap: what a graph's weights hide behind, and the arithmetic of
 * shapes. For folding, and for an interpreter that meets a node whose inputs are all on the heap.
 */
public final class HostEvaluation {

  private static final Map<String, HostOperator> OPERATORS = operators();

  private HostEvaluation() {}

  /**
   * The node's only output.
   *
   * @param inputs one a node's input, in order; empty for an optional one that is left out
   * @param opset the operator set that the node is written in
   * @return empty where the operator, or this use of it, is not one that is computed here
   * @throws GraphRefusedException where the inputs do not fit the operator
   */
  public static Optional<HostTensor> of(Node node, List<Optional<HostTensor>> inputs, int opset)
      throws GraphRefusedException {
    HostOperator operator = OPERATORS.get(node.op());
    if (operator == null || node.outputs().stream().skip(1).anyMatch(name -> !name.isEmpty())) {
      return Optional.empty();
    }
    try {
      return operator.evaluate(new HostCall(node, inputs, opset));
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | ArithmeticException e) {
      // The operators check nothing that the JDK checks anyway.
      throw new GraphRefusedException(
          "The node %s does not fit its inputs %s: %s"
              .formatted(node.describe(), describe(inputs), e.getMessage()),
          e);
    }
  }

  /** Whether any use of this operator is computed here. */
  public static boolean knows(String op) {
    return OPERATORS.containsKey(op);
  }

  private static List<String> describe(List<Optional<HostTensor>> inputs) {
    return inputs.stream().map(i -> i.map(HostTensor::toString).orElse("(left out)")).toList();
  }

  private static Map<String, HostOperator> operators() {
    Map<String, HostOperator> operators = new HashMap<>();
    CreatingOperators.addTo(operators);
    MovingOperators.addTo(operators);
    ArithmeticOperators.addTo(operators);
    return Map.copyOf(operators);
  }
}
