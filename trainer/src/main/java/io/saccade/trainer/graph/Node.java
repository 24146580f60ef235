package io.saccade.trainer.graph;

import io.saccade.model.onnx.proto.NodeProto;
import java.util.List;

/**
 * One operator of a graph.
 *
 * @param op ONNX's name of the operator; {@code domain:name} for those of other domains
 * @param name what the file calls the node; may be empty
 * @param inputs the values that it takes; an optional one that is left out is an empty string
 * @param outputs the values that it gives; one that nobody asked for is an empty string
 */
public record Node(
    String op, String name, List<String> inputs, List<String> outputs, Attributes attributes) {

  /** Copies the lists. */
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Whether the input at this position is there. */
  public boolean has(int input) {
    return input < inputs.size() && !inputs.get(input).isEmpty();
  }

  /** What people may call it: its name, or else its first output; empty where it has neither. */
  public String called() {
    return name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name;
  }

  /** Operator and name for people, as in {@code Conv conv_7}. */
  public String describe() {
    return called().isEmpty() ? op : op + " " + called();
  }

  static Node read(NodeProto proto) throws GraphRefusedException {
    String domain = proto.getDomain();
    String op = Frames.standard(domain) ? proto.getOpType() : domain + ":" + proto.getOpType();
    Attributes attributes = Attributes.read(proto.getAttributeList());
    return new Node(op, proto.getName(), proto.getInputList(), proto.getOutputList(), attributes);
  }
}
