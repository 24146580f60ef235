package io.saccade.processor.bundles;

import static io.saccade.processor.bundles.Net.integer;
import static io.saccade.processor.bundles.Net.ints;
import static io.saccade.processor.bundles.Net.text;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.FunctionProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.OperatorSetIdProto;
import io.saccade.model.onnx.proto.StringStringEntryProto;
import io.saccade.model.onnx.proto.TensorProto;
import java.util.List;
import java.util.stream.Stream;

/** Models that must not be served, each for one reason. */
final class HostileModels {

  private HostileModels() {}

  static byte[] sound() {
    return new Net().scored("image");
  }

  static byte[] withNode(String domain, String operator) {
    Net net = new Net();
    net.graph()
        .addNode(NodeProto.newBuilder().setDomain(domain).setOpType(operator).addOutput("o"));
    net.model().addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(1));
    return net.scored("image");
  }

  /** The operator is in a branch that an accepted operator carries. */
  static byte[] withOperatorInSubgraph(String operator) {
    Net net = new Net();
    GraphProto inner =
        GraphProto.newBuilder()
            .addNode(NodeProto.newBuilder().setOpType(operator).addOutput("o"))
            .build();
    String x =
        net.add(
            "Relu",
            List.of("image"),
            AttributeProto.newBuilder()
                .setName("body")
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(inner)
                .build());
    return net.scored(x);
  }

  /** The operator is in a function that hides behind an accepted name. */
  static byte[] withOperatorInFunction(String operator) {
    Net net = new Net();
    net.model()
        .addFunctions(
            FunctionProto.newBuilder()
                .setName("Relu")
                .setDomain("")
                .addNode(NodeProto.newBuilder().setOpType(operator).addInput("x").addOutput("y")));
    return net.scored(net.add("Relu", List.of("image")));
  }

  static byte[] externalWeights(String location) {
    Net net = new Net();
    String x = net.add("Add", List.of("image", "elsewhere"));
    net.graph()
        .addInitializer(
            TensorProto.newBuilder()
                .setName("elsewhere")
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                    StringStringEntryProto.newBuilder().setKey("location").setValue(location)));
    return net.scored(x);
  }

  static byte[] notFinite() {
    Net net = new Net();
    String zero = net.add("Mul", List.of("image", net.floats(0)));
    return net.scored(net.add("Div", List.of(zero, net.floats(0))));
  }

  static byte[] infinite() {
    Net net = new Net();
    String large = net.add("Add", List.of("image", net.floats(3e38f)));
    return net.scored(net.add("Add", List.of(large, large)));
  }

  /** Declares three classes, and gives two for every image. */
  static byte[] otherClassesThanDeclared() {
    Net net = new Net();
    String rows = net.add("Flatten", List.of(net.means("image")));
    String two = net.add("Slice", List.of(rows, net.longs(0), net.longs(2), net.longs(1)));
    return net.ended(two);
  }

  /** As many classes as the image has light. */
  static byte[] classesByPixels() {
    Net net = new Net();
    String sum = net.add("ReduceSum", List.of("image"), integer("keepdims", 0));
    String nothing = net.add("Mul", List.of(sum, net.floats(0)));
    String count =
        net.add("Cast", List.of(net.add("Add", List.of(nothing, net.floats(2)))), integer("to", 7));
    String end = net.add("Unsqueeze", List.of(count, net.longs(0)));
    String rows = net.add("Flatten", List.of(net.means("image")));
    return net.ended(net.add("Slice", List.of(rows, net.longs(0), end, net.longs(1))));
  }

  static byte[] secondInput() {
    Net net = new Net();
    net.graph().addInput(Net.value("more", TensorProto.DataType.FLOAT_VALUE, -1, 3, 8, 8));
    return net.scored(net.add("Add", List.of("image", "more")));
  }

  static byte[] imagesOf(int type, long... dims) {
    Net net = new Net();
    net.graph().setInput(0, Net.value("image", type, dims));
    return net.scored("image");
  }

  static byte[] scoresOf(int type, long... dims) {
    Net net = new Net();
    net.graph().setOutput(0, Net.value("scores", type, dims));
    return net.scored("image");
  }

  /** A node that is sound but for one attribute or input, as a fuzzer would spoil it. */
  static byte[] spoilt(String operator, List<String> more, AttributeProto... attributes) {
    Net net = new Net();
    List<String> inputs = Stream.concat(Stream.of("image"), more.stream()).toList();
    return net.scored(net.add(operator, inputs, attributes));
  }

  static byte[] spoiltConvolution(AttributeProto... attributes) {
    Net net = new Net();
    return net.scored(net.add("Conv", List.of("image", net.floats(1, 3, 3, 1, 1)), attributes));
  }

  static byte[] convolutionOf(long... kernels) {
    Net net = new Net();
    return net.scored(net.add("Conv", List.of("image", net.floats(1, kernels))));
  }

  /** Divides whole numbers by a zero that follows from the image. */
  static byte[] dividing(String operator) {
    Net net = new Net();
    String whole = net.add("Cast", List.of("image"), integer("to", 6));
    String zero = net.add("Sub", List.of(whole, whole));
    String quotient = net.add(operator, List.of(whole, zero));
    return net.scored(net.add("Cast", List.of(quotient), integer("to", 1)));
  }

  static byte[] dividingByAConstantZero() {
    Net net = new Net();
    String whole = net.add("Cast", List.of("image"), integer("to", 7));
    String quotient = net.add("Div", List.of(whole, net.integer(0)));
    return net.scored(net.add("Cast", List.of(quotient), integer("to", 1)));
  }

  /** A window that is larger than its image, and then a slice: ONNX Runtime would abort. */
  static byte[] slicingLessThanNothing() {
    Net net = new Net();
    String none =
        net.add(
            "Conv",
            List.of("image", net.floats(1, 3, 3, 3, 3)),
            ints("dilations", 1000, 1000),
            ints("kernel_shape", 3, 3));
    String slice =
        net.add("Slice", List.of(none, net.longs(0), net.longs(4), net.longs(2), net.longs(1)));
    return net.scored(slice);
  }

  static byte[] circle() {
    Net net = new Net();
    net.node("Add", List.of("image", "b"), List.of("a"));
    net.node("Relu", List.of("a"), List.of("b"));
    return net.scored("a");
  }

  static byte[] fromNowhere() {
    Net net = new Net();
    return net.scored(net.add("Add", List.of("image", "nowhere")));
  }

  static byte[] twiceTheSameName() {
    Net net = new Net();
    net.node("Relu", List.of("image"), List.of("a"));
    net.node("Neg", List.of("image"), List.of("a"));
    return net.scored("a");
  }

  static byte[] weightsCutShort(long... dims) {
    Net net = new Net();
    String weights = net.tensor(TensorProto.DataType.FLOAT_VALUE, dims, new byte[4]);
    return net.scored(net.add("Add", List.of("image", weights)));
  }

  static byte[] opset(long version) {
    Net net = new Net();
    net.model()
        .setOpsetImport(0, OperatorSetIdProto.newBuilder().setDomain("").setVersion(version));
    return net.scored("image");
  }

  static byte[] einsum(String equation) {
    Net net = new Net();
    return net.scored(net.add("Einsum", List.of("image"), text("equation", equation)));
  }

  static byte[] reshapedTo(long... dims) {
    Net net = new Net();
    return net.scored(net.add("Reshape", List.of("image", net.longs(dims))));
  }

  static byte[] gathering(long index) {
    Net net = new Net();
    return net.scored(net.add("Gather", List.of("image", net.longs(index)), integer("axis", 2)));
  }

  /** A million nodes that each do nothing. */
  static byte[] deep(int nodes) {
    Net net = new Net();
    String x = "image";
    for (int i = 0; i < nodes; i++) {
      x = net.add("Identity", List.of(x));
    }
    return net.scored(x);
  }
}
