package io.saccade.model.onnx;

import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.util.HashSet;
import java.util.Set;

/** Hands out names that neither a value nor a node of a graph has. Used by one thread. */
final class FreeNames {

  private final Set<String> taken = new HashSet<>();

  FreeNames(GraphProto graph) {
    for (NodeProto node : graph.getNodeList()) {
      taken.add(node.getName());
      taken.addAll(node.getInputList());
      taken.addAll(node.getOutputList());
    }
    graph.getInputList().stream().map(ValueInfoProto::getName).forEach(taken::add);
    graph.getOutputList().stream().map(ValueInfoProto::getName).forEach(taken::add);
    graph.getValueInfoList().stream().map(ValueInfoProto::getName).forEach(taken::add);
    graph.getInitializerList().stream().map(TensorProto::getName).forEach(taken::add);
  }

  /** The name itself, or with a number behind it where it is taken; it is taken from now on. */
  String take(String name) {
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + "_" + number;
    }
    return free;
  }
}
