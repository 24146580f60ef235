package io.saccade.cli.releases;

import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.StringStringEntryProto;
import io.saccade.model.onnx.proto.TensorProto;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Ways to spoil a sound model so that it still is one, as far as a parser is concerned. */
final class SpoiltModel {

  /** Two sides of this make 50 GiB of floats. */
  private static final long HUGE = 120_000;

  private SpoiltModel() {}

  /** Has its first weights in a file that every machine has. */
  static byte[] externalWeights(byte[] model) throws IOException {
    return changed(
        model,
        graph ->
            graph
                .getInitializerBuilder(0)
                .clearFloatData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                    StringStringEntryProto.newBuilder()
                        .setKey("location")
                        .setValue("../../../etc/hostname")));
  }

  /** Has one more node of this operator, whose output nobody wants. */
  static byte[] withNode(byte[] model, String domain, String operator) throws IOException {
    return changed(
        model,
        graph ->
            graph.addNode(
                NodeProto.newBuilder()
                    .setDomain(domain)
                    .setOpType(operator)
                    .addInput(graph.getInput(0).getName())
                    .addOutput("unwanted")));
  }

  /** Adds what is not a number to the scores of one class. */
  static byte[] notFinite(byte[] model) throws IOException {
    return changed(
        model,
        graph -> {
          String bias = graph.getNode(indexOf(graph, "Gemm")).getInput(2);
          graph.getInitializerBuilderList().stream()
              .filter(tensor -> tensor.getName().equals(bias))
              .forEach(tensor -> tensor.setFloatData(0, Float.NaN));
        });
  }

  /** Blows every channel up to an image of a hundred thousand pixels a side on its way. */
  static byte[] huge(byte[] model) throws IOException {
    return changed(
        model,
        graph -> {
          int pool = indexOf(graph, "GlobalAveragePool");
          String mean = graph.getNode(pool).getOutput(0);
          graph.addInitializer(
              TensorProto.newBuilder()
                  .setName("sides")
                  .setDataType(TensorProto.DataType.INT64_VALUE)
                  .addDims(4)
                  .addAllInt64Data(List.of(1L, 1L, HUGE, HUGE)));
          graph.getNodeBuilder(pool).setOutput(0, "small");
          graph.addNode(
              pool + 1,
              NodeProto.newBuilder()
                  .setOpType("Expand")
                  .addInput("small")
                  .addInput("sides")
                  .addOutput("large"));
          graph.addNode(
              pool + 2,
              NodeProto.newBuilder()
                  .setOpType("GlobalAveragePool")
                  .addInput("large")
                  .addOutput(mean));
        });
  }

  private static int indexOf(GraphProto.Builder graph, String operator) {
    return IntStream.range(0, graph.getNodeCount())
        .filter(node -> graph.getNode(node).getOpType().equals(operator))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] changed(byte[] model, Consumer<GraphProto.Builder> change)
      throws IOException {
    ModelProto.Builder builder = ModelProto.parseFrom(model).toBuilder();
    change.accept(builder.getGraphBuilder());
    return builder.build().toByteArray();
  }
}
