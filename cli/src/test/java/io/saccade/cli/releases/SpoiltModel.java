package io.saccade.cli.releases;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.StringStringEntryProto;
import io.saccade.model.onnx.proto.TensorProto;
import java.io.IOException;
import java.util.ArrayList;
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

  /** Divides the least number by minus one, of which nothing is to be seen before it is done. */
  static byte[] dividing(byte[] model) throws IOException {
    return changed(
        model,
        graph -> {
          graph.addInitializer(longs("least", Long.MIN_VALUE)).addInitializer(longs("one", 1));
          beforeTheScores(
              graph,
              node("Neg", "minus", "one"),
              node("Div", "quotient", "least", "minus"),
              cast("nothing", "quotient", TensorProto.DataType.FLOAT_VALUE));
        });
  }

  /** Has so many floats between two operators, as many as nobody finds out who does not compute. */
  static byte[] hiding(byte[] model, double floats) throws IOException {
    return changed(
        model,
        graph -> {
          hide(graph, floats);
          beforeTheScores(
              graph,
              node("ConstantOfShape", "many", "hidden"),
              node("ReduceMean", "nothing", "many"));
        });
  }

  /**
   * Multiplies square matrices of this many rows, of which nobody knows before, again and again.
   */
  static byte[] spinning(byte[] model, double rows, int times) throws IOException {
    return changed(
        model,
        graph -> {
          hide(graph, rows);
          List<NodeProto> nodes = new ArrayList<>();
          nodes.add(
              node("Concat", "square", "hidden", "hidden").toBuilder()
                  .addAttribute(integer("axis", 0))
                  .build());
          nodes.add(node("ConstantOfShape", "product0", "square"));
          for (int i = 0; i < times; i++) {
            nodes.add(node("MatMul", "product" + (i + 1), "product" + i, "product" + i));
          }
          nodes.add(node("ReduceMean", "nothing", "product" + times));
          beforeTheScores(graph, nodes.toArray(NodeProto[]::new));
        });
  }

  /** Adds what computes this number as a list of one, called hidden, from the image's width. */
  private static void hide(GraphProto.Builder graph, double number) {
    String image = graph.getInput(0).getName();
    double width = graph.getInput(0).getType().getTensorType().getShape().getDim(3).getDimValue();
    graph.addInitializer(longs("last", 3));
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName("power")
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addFloatData((float) (Math.log(number) / Math.log(width))));
    List<NodeProto> nodes =
        List.of(
            node("Shape", "shape", image),
            node("Gather", "width", "shape", "last"),
            cast("base", "width", TensorProto.DataType.FLOAT_VALUE),
            node("Pow", "powered", "base", "power"),
            cast("hidden", "powered", TensorProto.DataType.INT64_VALUE));
    for (int i = 0; i < nodes.size(); i++) {
      graph.addNode(i, nodes.get(i));
    }
  }

  /** Adds nodes, and what they call nothing to the means that the scores are made of. */
  private static void beforeTheScores(GraphProto.Builder graph, NodeProto... nodes) {
    int pool = indexOf(graph, "GlobalAveragePool");
    String mean = graph.getNode(pool).getOutput(0);
    graph.getNodeBuilder(pool).setOutput(0, "pure");
    int at = pool + 1;
    for (NodeProto node : nodes) {
      graph.addNode(at++, node);
    }
    graph.addNode(at, node("Add", mean, "pure", "nothing"));
  }

  private static NodeProto node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  private static NodeProto cast(String output, String input, int type) {
    return node("Cast", output, input).toBuilder().addAttribute(integer("to", type)).build();
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static TensorProto longs(String name, long value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64_VALUE)
        .addDims(1)
        .addInt64Data(value)
        .build();
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
