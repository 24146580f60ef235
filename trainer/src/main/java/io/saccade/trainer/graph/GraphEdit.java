package io.saccade.trainer.graph;

import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.OperatorSetIdProto;
import io.saccade.model.onnx.proto.TensorShapeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes to a graph. The graph itself stays as it is; the changed one shares its constants. Used
 * by one thread.
 */
public final class GraphEdit {

  private final ModelProto.Builder frame;
  private final List<NodeProto> nodes;
  private final Map<String, HostTensor> constants;
  private final Set<String> taken = new HashSet<>();

  /** Changes to this graph, none so far. */
  public GraphEdit(Graph graph) {
    this.frame = graph.frame().toBuilder();
    this.nodes = new ArrayList<>(graph.written());
    this.constants = new LinkedHashMap<>(graph.constants());
    takeNames();
  }

  /** The nodes, to be changed in place; they must stay in an order that can be computed. */
  public List<NodeProto> nodes() {
    return nodes;
  }

  /**
   * Ends the graph in this value: drops whatever it does not need, outputs included, so that their
   * names are free again. {@link #output} must follow.
   */
  public void endIn(String value) {
    List<NodeProto> living = Assembly.alive(nodes, Set.of(value));
    Set<String> needed = new HashSet<>(Set.of(value));
    living.forEach(node -> needed.addAll(node.getInputList()));
    nodes.clear();
    nodes.addAll(living);
    constants.keySet().retainAll(needed);
    frame.getGraphBuilder().clearOutput();
    takeNames();
  }

  /** Adds a constant and gives its name: the wish, or with a number behind it where it is taken. */
  public String constant(String wish, HostTensor value) {
    String name = freeName(wish);
    constants.put(name, value);
    return name;
  }

  /** The name itself, or with a number behind it where it is taken; it is taken from now on. */
  public String freeName(String wish) {
    String free = wish;
    for (int number = 2; !taken.add(free); number++) {
      free = wish + "_" + number;
    }
    return free;
  }

  /** Makes this value the only output; what only other outputs needed will be gone. */
  public void output(ValueInfoProto output) {
    frame.getGraphBuilder().clearOutput().addOutput(output);
  }

  /** Adds an output behind those that there are. */
  public void addOutput(ValueInfoProto output) {
    frame.getGraphBuilder().addOutput(output);
  }

  /** Declares that images come in batches of any size. */
  public void declareFreeBatch() {
    GraphProto.Builder graph = frame.getGraphBuilder();
    graph.getInputBuilderList().forEach(GraphEdit::free);
    graph.getOutputBuilderList().forEach(GraphEdit::free);
  }

  /** Declares the version of ONNX's own operators that the nodes are written in from now on. */
  void declareOpset(int version) {
    for (OperatorSetIdProto.Builder opset : frame.getOpsetImportBuilderList()) {
      if (Frames.standard(opset.getDomain())) {
        opset.setVersion(version);
      }
    }
  }

  /**
   * The changed graph.
   *
   * @throws GraphRefusedException where its parts do not hang together
   */
  public Graph graph() throws GraphRefusedException {
    return new Assembly(frame.build(), nodes, constants).graph();
  }

  private void takeNames() {
    taken.clear();
    taken.addAll(constants.keySet());
    frame.getGraph().getInputList().forEach(input -> taken.add(input.getName()));
    frame.getGraph().getOutputList().forEach(output -> taken.add(output.getName()));
    for (NodeProto node : nodes) {
      taken.add(node.getName());
      taken.addAll(node.getOutputList());
    }
  }

  private static void free(ValueInfoProto.Builder value) {
    TensorShapeProto.Builder shape =
        value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    if (shape.getDimCount() > 0) {
      shape.setDim(0, OnnxParts.dimension(-1));
    }
  }
}
