package io.saccade.trainer.interpret;

import io.saccade.model.SharedData;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import io.saccade.trainer.graph.HostTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of ONNX's own tests of an operator: a model, and values of its inputs and outputs. All inputs
 * but the first become constants, as they are in a classifier.
 */
record StandardVectors(Path folder, ModelProto model) {

  /** All that there are; skips the test where there are none. */
  static List<StandardVectors> all() throws IOException {
    List<Path> models =
        SharedData.filesUnder("onnx-node").stream()
            .filter(file -> file.endsWith("model.onnx"))
            .toList();
    Stream.Builder<StandardVectors> vectors = Stream.builder();
    for (Path file : models) {
      ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
      vectors.add(new StandardVectors(file.resolveSibling("test_data_set_0"), model));
    }
    return vectors.build().toList();
  }

  String name() {
    return folder.getName(folder.getNameCount() - 2).toString();
  }

  List<String> operators() {
    return model.getGraph().getNodeList().stream().map(node -> node.getOpType()).toList();
  }

  HostTensor input() throws Exception {
    return HostTensor.read(tensor("input_0.pb"));
  }

  int outputs() {
    return model.getGraph().getOutputCount();
  }

  HostTensor output(int index) throws Exception {
    return HostTensor.read(tensor("output_" + index + ".pb"));
  }

  /** The model with one input and this output alone. */
  ModelProto forOutput(int index) throws Exception {
    GraphProto graph = model.getGraph();
    ValueInfoProto output = graph.getOutput(index);
    GraphProto.Builder single =
        graph.toBuilder().clearInput().addInput(graph.getInput(0)).clearOutput().addOutput(output);
    Set<String> given =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    for (int i = 1; i < graph.getInputCount(); i++) {
      String name = graph.getInput(i).getName();
      // Old files list their own weights among the inputs too.
      if (!given.contains(name)) {
        single.addInitializer(tensor("input_" + i + ".pb").toBuilder().setName(name));
      }
    }
    return model.toBuilder().setGraph(single).build();
  }

  private TensorProto tensor(String file) throws IOException {
    return TensorProto.parseFrom(Files.readAllBytes(folder.resolve(file)));
  }

  @Override
  public String toString() {
    return name();
  }
}
