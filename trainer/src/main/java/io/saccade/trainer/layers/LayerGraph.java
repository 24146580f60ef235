package io.saccade.trainer.layers;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A model's graph as values to look at. Immutable. */
final class LayerGraph {

  private final ModelProto model;
  private final Map<String, ValueInfoProto> declared;
  private final List<Layer> layers;

  private LayerGraph(ModelProto model, String input) {
    this.model = model;
    this.declared =
        model.getGraph().getOutputList().stream()
            .collect(Collectors.toMap(ValueInfoProto::getName, Function.identity()));
    this.layers = layers(model.getGraph(), input);
  }

  /**
   * Reads a model that has been checked before.
   *
   * @param bytes kept, so they must not be written to
   * @param input the name of the input that takes the image
   */
  static LayerGraph read(byte[] bytes, String input) {
    try {
      CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
      in.enableAliasing(true);
      return new LayerGraph(ModelProto.parseFrom(in), input);
    } catch (IOException e) {
      throw new IllegalStateException("a bundle's model has been parsed before", e);
    }
  }

  /** Every value that depends on the image, in the order in which they are computed. */
  List<Layer> layers() {
    return layers;
  }

  /** The part of the model that computes these values, as a file with them as its outputs. */
  byte[] ending(List<Layer> chunk) {
    Set<String> needed =
        chunk.stream().map(Layer::value).collect(Collectors.toCollection(HashSet::new));
    GraphProto whole = model.getGraph();
    List<NodeProto> nodes = new ArrayList<>();
    for (int i = whole.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = whole.getNode(i);
      if (node.getOutputList().stream().anyMatch(needed::contains)) {
        nodes.add(0, node);
        needed.addAll(node.getInputList());
      }
    }
    Set<String> weights =
        whole.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    GraphProto.Builder part = whole.toBuilder().clearNode().clearOutput().clearInitializer();
    part.clearInput().addAllNode(nodes);
    whole.getInitializerList().stream()
        .filter(weight -> needed.contains(weight.getName()))
        .forEach(part::addInitializer);
    // Old files list their weights among the inputs, which without the weights would be asked for.
    whole.getInputList().stream()
        .filter(input -> !weights.contains(input.getName()) || needed.contains(input.getName()))
        .forEach(part::addInput);
    // The type of a value that the file does not declare is worked out by the runtime.
    chunk.forEach(
        layer ->
            part.addOutput(
                declared.getOrDefault(
                    layer.value(), ValueInfoProto.newBuilder().setName(layer.value()).build())));
    return model.toBuilder().setGraph(part).build().toByteArray();
  }

  private static List<Layer> layers(GraphProto graph, String input) {
    Set<String> dependent = new HashSet<>(Set.of(input));
    List<Layer> layers = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      if (node.getInputList().stream().noneMatch(dependent::contains)) {
        continue;
      }
      for (String output : node.getOutputList()) {
        if (!output.isEmpty()) {
          dependent.add(output);
          layers.add(new Layer(layers.size() + 1, node.getOpType(), node.getName(), output));
        }
      }
    }
    return List.copyOf(layers);
  }
}
