package io.saccade.trainer.graph.surgery;

import static io.saccade.trainer.graph.OnnxParts.integer;
import static io.saccade.trainer.graph.OnnxParts.node;
import static io.saccade.trainer.graph.OnnxParts.value;

import io.saccade.model.onnx.proto.ValueInfoProto;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphEdit;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ends graphs in their last maps, flattened: all fully connected layers and the pooling of whole
 * maps are left out, which is what a network without its top is called.
 */
public final class MapsCut {

  // What makes one row of maps, or of rows.
  private static final Set<String> FLATTENING =
      Set.of("Flatten", "Reshape", "Squeeze", "GlobalAveragePool", "GlobalMaxPool", "ReduceMean");

  private static final Set<String> CONNECTED =
      Set.of("Gemm", "MatMul", "Relu", "Dropout", "Identity", "BatchNormalization", "Add", "Mul");

  private MapsCut() {}

  /**
   * The graph without its top; its only output, {@code maps_flat}, is images × values.
   *
   * @throws GraphRefusedException where no maps are turned into a row before its head
   */
  public static Graph of(Graph graph) throws GraphRefusedException {
    String maps = maps(graph);
    GraphEdit edit = new GraphEdit(graph);
    edit.endIn(maps);
    String flat = edit.freeName("maps_flat");
    edit.nodes().add(node("Flatten", flat, List.of(maps), integer("axis", 1)));
    ValueInfoProto.Builder output = value(flat).toBuilder();
    // How many values an image has is not known before it is run.
    output.getTypeBuilder().getTensorTypeBuilder().clearShape();
    edit.output(output.build());
    return edit.graph();
  }

  /**
   * A graph that {@link #of} gave, with a head that stands for the one to be put on.
   *
   * @param width how many values an image has
   * @throws GraphRefusedException never for a graph that was read before
   */
  public static Graph headed(Graph flat, int width) throws GraphRefusedException {
    int classes = 2;
    String rows = flat.outputs().get(0);
    GraphEdit edit = new GraphEdit(flat);
    edit.endIn(rows);
    String weight =
        edit.constant(
            "top.weight",
            HostTensor.floats(new long[] {classes, width}, new float[classes * width]));
    String scores = edit.freeName("top");
    edit.nodes().add(node("Gemm", scores, List.of(rows, weight), integer("transB", 1)));
    edit.output(value(scores, -1, classes));
    return edit.graph();
  }

  private static String maps(Graph graph) throws GraphRefusedException {
    Map<String, Node> producers = new HashMap<>();
    graph.nodes().forEach(node -> node.outputs().forEach(name -> producers.put(name, node)));
    String value = Head.of(graph).features();
    // Pooling belongs to a head that is a convolution: its features are the maps themselves.
    String maps = Head.of(graph).spatial() ? value : "";
    Node node = producers.get(value);
    while (node != null && (FLATTENING.contains(node.op()) || CONNECTED.contains(node.op()))) {
      List<String> before =
          node.inputs().stream().filter(producers::containsKey).distinct().toList();
      if (before.size() != 1) {
        break;
      }
      value = before.get(0);
      maps = FLATTENING.contains(node.op()) ? value : maps;
      node = producers.get(value);
    }
    if (maps.isEmpty()) {
      throw new GraphRefusedException(
          "The base has no maps that are made a row before its head, so that there is no top to"
              + " leave out; leave --base-top out instead.");
    }
    return maps;
  }
}
