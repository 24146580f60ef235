package io.saccade.trainer.graph;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a graph of its parts: computes what does not depend on the input, drops what no output
 * needs, and refuses what does not hang together.
 */
final class Assembly {

  private final ModelProto frame;
  private final List<NodeProto> written;
  private final Map<String, HostTensor> constants;

  /**
   * Parts to be put together.
   *
   * @param frame the model without nodes and constants
   */
  Assembly(ModelProto frame, List<NodeProto> written, Map<String, HostTensor> constants) {
    this.frame = frame;
    this.written = written;
    this.constants = new LinkedHashMap<>(constants);
  }

  static Assembly of(ModelProto model) throws GraphRefusedException {
    ModelProto frame = Frames.of(model);
    Map<String, HostTensor> constants = new LinkedHashMap<>();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      constants.put(tensor.getName(), HostTensor.read(tensor));
    }
    return new Assembly(frame, model.getGraph().getNodeList(), constants);
  }

  Graph graph() throws GraphRefusedException {
    List<NodeProto> living = alive(folded(), outputs());
    Set<String> needed = new HashSet<>(outputs());
    living.forEach(node -> needed.addAll(node.getInputList()));
    constants.keySet().retainAll(needed);
    return new Graph(frame, living, constants);
  }

  private List<NodeProto> folded() throws GraphRefusedException {
    Set<String> computed = new HashSet<>(constants.keySet());
    computed.add(frame.getGraph().getInput(0).getName());
    List<NodeProto> left = new ArrayList<>();
    for (NodeProto original : alive(written, outputs())) {
      NodeProto node = single(original);
      requireInputs(node, computed);
      Optional<HostTensor> value = value(node);
      if (value.isPresent()) {
        constants.put(node.getOutput(0), value.get());
      } else if (node.getInputCount() == 0 || node.getInput(0).isEmpty()) {
        throw new GraphRefusedException(
            "The node " + Node.read(node).describe() + " takes nothing and is no constant.");
      } else {
        left.add(node);
      }
      for (String output : node.getOutputList()) {
        if (!output.isEmpty() && !computed.add(output)) {
          throw new GraphRefusedException(
              "The node %s gives %s, which is there already."
                  .formatted(Node.read(node).describe(), output));
        }
      }
    }
    for (String output : outputs()) {
      if (!computed.contains(output)) {
        throw new GraphRefusedException("No node of the graph gives its output " + output + ".");
      }
    }
    return left;
  }

  private static void requireInputs(NodeProto node, Set<String> computed)
      throws GraphRefusedException {
    for (String input : node.getInputList()) {
      if (!input.isEmpty() && !computed.contains(input)) {
        throw new GraphRefusedException(
            "The node %s takes %s, which no node before it gives."
                .formatted(Node.read(node).describe(), input));
      }
    }
  }

  private Optional<HostTensor> value(NodeProto proto) throws GraphRefusedException {
    List<Optional<HostTensor>> inputs = new ArrayList<>();
    for (String input : proto.getInputList()) {
      if (!input.isEmpty() && !constants.containsKey(input)) {
        return Optional.empty();
      }
      inputs.add(Optional.ofNullable(constants.get(input)));
    }
    return HostEvaluation.of(Node.read(proto), inputs, Frames.opset(frame));
  }

  // A cast to a float of another width would part from its constants, which are float32.
  private static NodeProto single(NodeProto node) {
    if (!node.getOpType().equals("Cast")) {
      return node;
    }
    NodeProto.Builder single = node.toBuilder();
    for (AttributeProto.Builder attribute : single.getAttributeBuilderList()) {
      if (attribute.getName().equals("to") && Frames.otherFloat(attribute.getI())) {
        attribute.setI(TensorProto.DataType.FLOAT_VALUE);
      }
    }
    return single.build();
  }

  /** Those of the nodes that any of these values needs, in their order. */
  static List<NodeProto> alive(List<NodeProto> nodes, Collection<String> values) {
    Set<String> needed = new HashSet<>(values);
    Deque<NodeProto> living = new ArrayDeque<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      NodeProto node = nodes.get(i);
      if (node.getOutputList().stream()
          .anyMatch(output -> !output.isEmpty() && needed.contains(output))) {
        needed.addAll(node.getInputList());
        living.addFirst(node);
      }
    }
    return List.copyOf(living);
  }

  private List<String> outputs() {
    return frame.getGraph().getOutputList().stream().map(ValueInfoProto::getName).toList();
  }
}
