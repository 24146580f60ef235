package io.saccade.trainer.graph.surgery;

import static io.saccade.trainer.graph.OnnxParts.integer;
import static io.saccade.trainer.graph.OnnxParts.node;
import static io.saccade.trainer.graph.OnnxParts.value;

import io.saccade.model.onnx.proto.ValueInfoProto;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphEdit;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import java.util.List;

/**
 * Ends graphs in their last maps, flattened: all fully connected layers and the pooling of whole
 * maps are left out, which is what a network without its top is called.
 */
public final class MapsCut {

  private MapsCut() {}

  /**
   * The graph without its top; its only output, {@code maps_flat}, is images × values.
   *
   * @throws GraphRefusedException where the graph has no maps, or is quantised
   */
  public static Graph of(Graph graph) throws GraphRefusedException {
    String maps = LastMaps.of(graph);
    GraphEdit edit = new GraphEdit(graph);
    edit.endIn(maps);
    String flat = edit.freeName("maps_flat");
    edit.nodes().add(node("Flatten", flat, List.of(maps), integer("axis", 1)));
    ValueInfoProto.Builder output = value(flat).toBuilder();
    // How many values an image has depends on its size, and is not known before one is run.
    output.getTypeBuilder().getTensorTypeBuilder().clearShape();
    edit.output(output.build());
    return edit.graph();
  }

  /**
   * A graph that {@link #of} gave, with a head that stands for the one to be put on.
   *
   * @param width how many values an image has
   * @throws GraphRefusedException never for a graph that {@link #of} gave
   */
  public static Graph headed(Graph flat, int width) throws GraphRefusedException {
    String rows = flat.outputs().get(0);
    GraphEdit edit = new GraphEdit(flat);
    edit.endIn(rows);
    HostTensor nothing = HostTensor.floats(new long[] {1, width}, new float[width]);
    HostTensor none = HostTensor.floats(new long[] {1}, new float[1]);
    List<String> inputs =
        List.of(rows, edit.constant("top.weight", nothing), edit.constant("top.bias", none));
    String score = edit.freeName("top");
    edit.nodes().add(node("Gemm", score, inputs, integer("transB", 1)));
    edit.output(value(score, -1, 1));
    return edit.graph();
  }
}
