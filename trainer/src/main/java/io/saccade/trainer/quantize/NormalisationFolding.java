package io.saccade.trainer.quantize;

import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphEdit;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the normalisation behind a convolution into its weights and bias, where nothing else reads
 * what is between: as integers, the two would round twice.
 */
final class NormalisationFolding {

  private static final float EPSILON = 1e-5f;

  private final Graph graph;
  private final GraphEdit edit;
  private final List<NodeProto> left = new ArrayList<>();

  private NormalisationFolding(Graph graph) {
    this.graph = graph;
    this.edit = new GraphEdit(graph);
  }

  static Graph of(Graph graph) throws GraphRefusedException {
    return new NormalisationFolding(graph).folded();
  }

  private Graph folded() throws GraphRefusedException {
    Consumers consumers = Consumers.of(graph);
    Map<String, Integer> convolutions = new HashMap<>();
    List<Node> nodes = graph.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      NodeProto proto = edit.nodes().get(i);
      Integer before =
          node.op().equals("BatchNormalization") && constant(node, 1, 5)
              ? convolutions.get(node.inputs().get(0))
              : null;
      if (before != null) {
        left.set(before, fold(left.get(before), node));
      } else {
        if (node.op().equals("Conv")
            && constant(node, 1, node.inputs().size())
            && consumers.only(node.outputs().get(0)).isPresent()) {
          convolutions.put(node.outputs().get(0), left.size());
        }
        left.add(proto);
      }
    }
    edit.nodes().clear();
    edit.nodes().addAll(left);
    return edit.graph();
  }

  private boolean constant(Node node, int from, int to) {
    return graph.constants().keySet().containsAll(node.inputs().subList(from, to));
  }

  private NodeProto fold(NodeProto convolution, Node normalisation) {
    HostTensor weight = graph.constant(convolution.getInput(1));
    float[] kernels = weight.floats();
    int channels = (int) weight.dims()[0];
    int size = kernels.length / channels;
    float[] bias =
        convolution.getInputCount() > 2
            ? graph.constant(convolution.getInput(2)).floats()
            : new float[channels];
    double epsilon = normalisation.attributes().number("epsilon", EPSILON);
    for (int c = 0; c < channels; c++) {
      double factor =
          number(normalisation, 1, c) / Math.sqrt(number(normalisation, 4, c) + epsilon);
      for (int i = c * size; i < (c + 1) * size; i++) {
        kernels[i] = (float) (kernels[i] * factor);
      }
      bias[c] =
          (float) ((bias[c] - number(normalisation, 3, c)) * factor + number(normalisation, 2, c));
    }
    String out = normalisation.outputs().get(0);
    return convolution.toBuilder()
        .clearInput()
        .addInput(convolution.getInput(0))
        .addInput(edit.constant(out + "_weight", HostTensor.floats(weight.dims(), kernels)))
        .addInput(edit.constant(out + "_bias", HostTensor.floats(new long[] {channels}, bias)))
        .setOutput(0, out)
        .build();
  }

  private double number(Node node, int input, int index) {
    return graph.constant(node.inputs().get(input)).number(index);
  }
}
