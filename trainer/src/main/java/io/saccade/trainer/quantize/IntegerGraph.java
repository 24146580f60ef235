package io.saccade.trainer.quantize;

import static io.saccade.trainer.graph.OnnxParts.integer;
import static io.saccade.trainer.graph.OnnxParts.node;

import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a graph with pairs of QuantizeLinear and DequantizeLinear around its layers, which
 * runtimes replace by kernels for integers, and which say what is computed to those that do not.
 */
final class IntegerGraph {

  /** The first whose format knows steps of channels. */
  private static final long IR_VERSION = 8;

  private final Graph graph;
  private final IntegerPlan plan;
  private final Map<String, Scale> scales;
  private final Map<String, double[]> means;
  private final int weightBits;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, TensorProto> constants = new LinkedHashMap<>();
  private final List<NodeProto> nodes = new ArrayList<>();

  /**
   * A graph to be written.
   *
   * @param scales of every value that has its own
   * @param means of every value that a layer takes, by channel
   */
  IntegerGraph(
      Graph graph,
      IntegerPlan plan,
      Map<String, Scale> scales,
      Map<String, double[]> means,
      int weightBits) {
    this.graph = graph;
    this.plan = plan;
    this.scales = scales;
    this.means = means;
    this.weightBits = weightBits;
  }

  ModelProto written() {
    ModelProto floats = graph.model(Map.of());
    take(floats.getGraph());
    String images = graph.input();
    if (plan.values().contains(images)) {
      images = fresh(images + "_dequantized");
      addPair(graph.input(), graph.input(), images);
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      if (!plan.isReplaced(node)) {
        add(node, floats.getGraph().getNode(i).toBuilder(), images);
      }
    }
    ModelProto.Builder model = floats.toBuilder();
    model.setIrVersion(Math.max(IR_VERSION, floats.getIrVersion()));
    model.getGraphBuilder().clearNode().addAllNode(nodes).clearInitializer();
    Set<String> needed = new HashSet<>();
    nodes.forEach(node -> needed.addAll(node.getInputList()));
    constants.keySet().retainAll(needed);
    model.getGraphBuilder().addAllInitializer(constants.values());
    return model.build();
  }

  private void take(GraphProto floats) {
    floats.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    taken.addAll(constants.keySet());
    taken.add(graph.input());
    for (NodeProto node : floats.getNodeList()) {
      taken.add(node.getName());
      taken.addAll(node.getOutputList());
    }
  }

  private void add(Node read, NodeProto.Builder node, String images) {
    for (int i = 0; i < node.getInputCount(); i++) {
      if (node.getInput(i).equals(graph.input())) {
        node.setInput(i, images);
      }
    }
    String output = read.outputs().get(0);
    plan.layer(output).ifPresent(layer -> weigh(layer, node, read.inputs().get(0)));
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < node.getOutputCount(); i++) {
      String end = plan.end(node.getOutput(i));
      if (plan.values().contains(end)) {
        pairs.put(end, fresh(end + "_float"));
        node.setOutput(i, pairs.getOrDefault(end, end));
      }
    }
    nodes.add(node.build());
    pairs.forEach((value, floats) -> addPair(value, floats, value));
  }

  private void weigh(Layer layer, NodeProto.Builder node, String value) {
    float input = scale(value).step();
    ChannelWeights integers = ChannelWeights.of(layer, weightBits, input, measured(means, value));
    String stem = node.getOutput(0);
    long[] channels = {integers.steps().length};
    String weight = fresh(stem + "_weight");
    List<String> weights =
        List.of(
            constant(
                weight + "_integers",
                HostTensor.integers(
                    HostTensor.Kind.INT8, layer.weight().dims(), integers.weights())),
            constant(weight + "_steps", HostTensor.floats(channels, integers.steps())),
            constant(
                weight + "_zeros",
                HostTensor.integers(
                    HostTensor.Kind.INT8, channels, new long[integers.steps().length])));
    nodes.add(node("DequantizeLinear", weight, weights, integer("axis", layer.axis())));
    node.setInput(1, weight);
    if (layer.biased()) {
      String bias = fresh(stem + "_bias");
      List<String> sums =
          List.of(
              constant(
                  bias + "_integers",
                  HostTensor.integers(HostTensor.Kind.INT32, channels, integers.bias())),
              constant(bias + "_steps", HostTensor.floats(channels, integers.biasSteps(input))));
      nodes.add(node("DequantizeLinear", bias, sums, integer("axis", 0)));
      if (node.getInputCount() > 2) {
        node.setInput(2, bias);
      } else {
        node.addInput(bias);
      }
    }
  }

  private void addPair(String value, String from, String to) {
    Scale scale = scale(value);
    String step = constant(value + "_step", scalar(scale.step()));
    String zero =
        constant(
            value + "_zero",
            HostTensor.integers(HostTensor.Kind.UINT8, new long[0], new long[] {scale.zero()}));
    String integers = fresh(value + "_integers");
    nodes.add(node("QuantizeLinear", integers, List.of(from, step, zero)));
    nodes.add(
        node("DequantizeLinear", to, List.of(integers, step, zero)).toBuilder()
            .setName(fresh(value + "_floats"))
            .build());
  }

  private static HostTensor scalar(float value) {
    return HostTensor.floats(new long[0], new float[] {value});
  }

  private Scale scale(String value) {
    return measured(scales, plan.source(value));
  }

  private static <V> V measured(Map<String, V> values, String value) {
    V found = values.get(value);
    if (found == null) {
      throw new IllegalStateException("nothing was measured of " + value);
    }
    return found;
  }

  private String constant(String wish, HostTensor value) {
    String name = fresh(wish);
    constants.put(name, value.write(name));
    return name;
  }

  private String fresh(String wish) {
    String name = wish;
    for (int number = 2; !taken.add(name); number++) {
      name = wish + "_" + number;
    }
    return name;
  }
}
