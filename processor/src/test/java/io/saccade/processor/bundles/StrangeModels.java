package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.MODEL_FORMAT;
import static io.saccade.model.RefusalCode.MODEL_NOT_FINITE;
import static io.saccade.model.RefusalCode.MODEL_OPERATORS;
import static io.saccade.model.RefusalCode.MODEL_SHAPES;
import static io.saccade.processor.bundles.Net.integer;
import static io.saccade.processor.bundles.Net.ints;

import io.saccade.model.RefusalCode;
import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.OperatorSetIdProto;
import io.saccade.model.onnx.proto.SparseTensorProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.model.onnx.proto.TypeProto;
import io.saccade.model.onnx.proto.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Models that are whole, and lie. */
final class StrangeModels {

  private static final int FLOATS = TensorProto.DataType.FLOAT_VALUE;

  private StrangeModels() {}

  static Stream<HostileCase> outputs() {
    return Stream.of(
        model("rows for classes", MODEL_SHAPES, StrangeModels::transposed),
        model("all rows in one", MODEL_SHAPES, () -> reshaped(1, -1)),
        model("one column", MODEL_SHAPES, () -> reshaped(-1)),
        new HostileCase(
            "scores for probabilities",
            MODEL_SHAPES,
            b -> b.model(shifted()).manifest(m -> m.withObject("/output").put("kind", "softmax"))));
  }

  static Stream<HostileCase> features() {
    return Stream.of(
        features("of another width", 5, net -> flat(net, net.means("image"), FLOATS)),
        features(
            "of whole numbers",
            3,
            net -> flat(net, net.add("Cast", List.of(net.means("image")), integer("to", 7)), 7)),
        new HostileCase(
            "features without end",
            MODEL_FORMAT,
            b -> featured(b, 1 << 30, net -> flat(net, net.means("image"), FLOATS))),
        new HostileCase(
            "features that are the scores",
            MODEL_FORMAT,
            b -> b.manifest(m -> m.putObject("features").put("name", "scores").put("width", 3))),
        new HostileCase(
            "features that are no numbers",
            MODEL_NOT_FINITE,
            b ->
                featured(
                    b,
                    3,
                    net -> {
                      String zero = net.add("Mul", List.of(net.means("image"), net.floats(0)));
                      flat(net, net.add("Div", List.of(zero, net.floats(0))), FLOATS);
                    })),
        features(
            "of undeclared width",
            5,
            net -> {
              net.node("Flatten", List.of(net.means("image")), List.of("f"));
              net.graph().addOutput(undeclared("f"));
            }));
  }

  static Stream<HostileCase> graphs() {
    return Stream.of(
        model("zeros that are not written out", MODEL_OPERATORS, StrangeModels::sparse),
        model("the end before the beginning", MODEL_FORMAT, () -> backwards(15_000)),
        model("slice upon slice", MODEL_FORMAT, () -> slices(3000)),
        model("weights without number", MODEL_FORMAT, StrangeModels::countless),
        model("an input twice", MODEL_SHAPES, StrangeModels::inputTwice),
        model("a node that writes the image", MODEL_FORMAT, StrangeModels::writesTheImage),
        model(
            "a name of megabytes",
            MODEL_OPERATORS,
            () -> HostileModels.withNode("", "Evil".repeat(1 << 20))),
        model(
            "a name that clears the screen",
            MODEL_OPERATORS,
            () -> HostileModels.withNode("", "Evil\u001b[2J\nERROR all is lost")));
  }

  /** What ended the process instead of failing. */
  static Stream<HostileCase> hazards() {
    return Stream.of(
        model("the least number by minus one", MODEL_FORMAT, () -> byMinusOne("Div")),
        model("what is left of it", MODEL_FORMAT, () -> byMinusOne("Mod")),
        model(
            "groups of none, transposed",
            MODEL_FORMAT,
            () -> one("ConvTranspose", net -> net.floats(1, 3, 3, 1, 1), integer("group", 0))),
        model("blocks beyond numbers", MODEL_FORMAT, () -> blocks(1L << 32)),
        model("blocks beyond their square", MODEL_FORMAT, () -> blocks(1L << 62)),
        model(
            "batches before the first",
            MODEL_FORMAT,
            () -> one("GatherND", net -> net.longs(0), integer("batch_dims", -5))),
        model(
            "a triangle far away",
            MODEL_FORMAT,
            () -> one("Trilu", net -> net.integer(Long.MIN_VALUE))),
        model(
            "an axis that wraps around",
            MODEL_FORMAT,
            () -> HostileModels.spoilt("Softmax", List.of(), integer("axis", Long.MIN_VALUE))),
        model("attention without heads", MODEL_FORMAT, StrangeModels::withoutHeads));
  }

  private static byte[] one(
      String operator, Function<Net, String> second, AttributeProto... attributes) {
    Net net = new Net();
    return net.scored(net.add(operator, List.of("image", second.apply(net)), attributes));
  }

  private static byte[] blocks(long size) {
    return HostileModels.spoilt("DepthToSpace", List.of(), integer("blocksize", size));
  }

  /** Nothing of it depends on the image, so it is computed while the model is loaded. */
  private static byte[] byMinusOne(String operator) {
    Net net = new Net();
    String least = net.integer(Long.MIN_VALUE);
    String quotient = net.add(operator, List.of(least, net.integer(-1)));
    String floats = net.add("Cast", List.of(quotient), integer("to", FLOATS));
    return net.scored(net.add("Add", List.of("image", floats)));
  }

  private static byte[] withoutHeads() {
    Net net = new Net();
    net.model()
        .setIrVersion(10)
        .setOpsetImport(0, OperatorSetIdProto.newBuilder().setDomain("").setVersion(23));
    String rows = net.add("Reshape", List.of("image", net.longs(-1, 24, 8)));
    String attention =
        net.add(
            "Attention",
            List.of(rows, rows, rows),
            integer("q_num_heads", 0),
            integer("kv_num_heads", 0));
    return net.scored(net.add("Reshape", List.of(attention, net.longs(-1, 3, 8, 8))));
  }

  private static HostileCase model(String name, RefusalCode code, Supplier<byte[]> model) {
    return new HostileCase(name, code, bundle -> bundle.model(model.get()));
  }

  private static HostileCase features(String name, int width, Consumer<Net> with) {
    return new HostileCase(
        "features " + name, MODEL_SHAPES, bundle -> featured(bundle, width, with));
  }

  private static SpoiltBundle featured(SpoiltBundle bundle, int width, Consumer<Net> with)
      throws Exception {
    Net net = new Net();
    with.accept(net);
    return bundle
        .model(net.scored("image"))
        .manifest(m -> m.putObject("features").put("name", "f").put("width", width));
  }

  private static void flat(Net net, String means, int type) {
    net.node("Flatten", List.of(means), List.of("f"));
    net.graph().addOutput(Net.value("f", type, -1, 3));
  }

  /** Gives classes of rows: as many numbers as rows of classes, of other images. */
  private static byte[] transposed() {
    Net net = new Net();
    net.graph().setOutput(0, undeclared("scores"));
    String rows = net.add("Flatten", List.of(net.means("image")));
    return net.ended(net.add("Transpose", List.of(rows), ints("perm", 1, 0)));
  }

  private static byte[] reshaped(long... dims) {
    Net net = new Net();
    net.graph().setOutput(0, undeclared("scores"));
    String rows = net.add("Flatten", List.of(net.means("image")));
    return net.ended(net.add("Reshape", List.of(rows, net.longs(dims))));
  }

  private static byte[] shifted() {
    Net net = new Net();
    return net.scored(net.add("Add", List.of("image", net.floats(7))));
  }

  /** A value and its place stand for four tebibytes. */
  private static byte[] sparse() {
    Net net = new Net();
    SparseTensorProto sparse =
        SparseTensorProto.newBuilder()
            .addDims(1 << 20)
            .addDims(1 << 20)
            .setValues(
                TensorProto.newBuilder()
                    .setName("value")
                    .setDataType(FLOATS)
                    .addDims(1)
                    .addFloatData(1))
            .setIndices(
                TensorProto.newBuilder()
                    .setDataType(TensorProto.DataType.INT64_VALUE)
                    .addDims(1)
                    .addInt64Data(5))
            .build();
    AttributeProto attribute =
        AttributeProto.newBuilder()
            .setName("sparse_value")
            .setType(AttributeProto.AttributeType.SPARSE_TENSOR)
            .setSparseTensor(sparse)
            .build();
    String zeros = net.add("Constant", List.of(), attribute);
    return net.scored(net.add("Add", List.of("image", net.add("ReduceMean", List.of(zeros)))));
  }

  /** The nodes stand in the reverse of the order that they run in. */
  private static byte[] backwards(int nodes) {
    Net net = new Net();
    Deque<NodeProto> reversed = new ArrayDeque<>();
    String x = "image";
    for (int i = 0; i < nodes; i++) {
      reversed.addFirst(
          NodeProto.newBuilder().setOpType("Identity").addInput(x).addOutput("x" + i).build());
      x = "x" + i;
    }
    net.graph().addAllNode(reversed);
    return net.scored(x);
  }

  /** What lies between two slices could leave nothing, so each is looked at by itself. */
  private static byte[] slices(int times) {
    Net net = new Net();
    List<String> all = List.of(net.longs(0), net.longs(8), net.longs(2));
    String x = "image";
    for (int i = 0; i < times; i++) {
      String slice = net.add("Slice", List.of(x, all.get(0), all.get(1), all.get(2)));
      x = net.add("MaxPool", List.of(slice), ints("kernel_shape", 1, 1));
    }
    return net.scored(x);
  }

  /** Nobody uses them, but each is looked at by all that comes after. */
  private static byte[] countless() {
    Net net = new Net();
    for (int i = 0; i < 250_000; i++) {
      net.floats(1, 1);
    }
    return net.scored("image");
  }

  private static byte[] inputTwice() {
    Net net = new Net();
    net.graph().addInput(net.graph().getInput(0));
    return net.scored("image");
  }

  private static byte[] writesTheImage() {
    Net net = new Net();
    net.node("Relu", List.of("image"), List.of("image"));
    return net.scored("image");
  }

  private static ValueInfoProto undeclared(String name) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOATS)))
        .build();
  }
}
