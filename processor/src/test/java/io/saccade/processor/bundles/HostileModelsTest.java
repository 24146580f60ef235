package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.MODEL_FORMAT;
import static io.saccade.model.RefusalCode.MODEL_GOLDEN;
import static io.saccade.model.RefusalCode.MODEL_LATENCY;
import static io.saccade.model.RefusalCode.MODEL_MEMORY;
import static io.saccade.model.RefusalCode.MODEL_NOT_FINITE;
import static io.saccade.model.RefusalCode.MODEL_OPERATORS;
import static io.saccade.model.RefusalCode.MODEL_SHAPES;
import static io.saccade.processor.bundles.Net.integer;
import static io.saccade.processor.bundles.Net.ints;
import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.NativeHandles;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.processor.onnx.OnnxDevices;
import io.saccade.processor.onnx.OnnxRuntime;
import io.saccade.processor.serving.Device;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelGate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models that are refused at the gate, by the real ONNX Runtime where it comes to that; with the
 * right code, without a crash, and with nothing left open.
 */
@Timeout(120)
final class HostileModelsTest {

  @TempDir private Path folder;
  private final NativeHandles handles = new NativeHandles();

  private record Case(String name, RefusalCode code, Supplier<byte[]> model) {
    @Override
    public String toString() {
      return code + ": " + name;
    }
  }

  static Stream<Case> operators() {
    return Stream.of(
        new Case("custom", MODEL_OPERATORS, () -> HostileModels.withNode("evil.example", "Relu")),
        new Case("loop", MODEL_OPERATORS, () -> HostileModels.withNode("", "Loop")),
        new Case("if", MODEL_OPERATORS, () -> HostileModels.withNode("", "If")),
        new Case("scan", MODEL_OPERATORS, () -> HostileModels.withNode("", "Scan")),
        new Case("engine", MODEL_OPERATORS, () -> engine("EPContext")),
        new Case("chance", MODEL_OPERATORS, () -> HostileModels.withNode("", "RandomNormal")),
        new Case("text", MODEL_OPERATORS, () -> HostileModels.withNode("", "StringConcat")),
        new Case("trees", MODEL_OPERATORS, () -> trees()),
        new Case(
            "inside a branch", MODEL_OPERATORS, () -> HostileModels.withOperatorInSubgraph("Loop")),
        new Case(
            "inside a function",
            MODEL_OPERATORS,
            () -> HostileModels.withOperatorInFunction("Loop")));
  }

  private static byte[] engine(String operator) {
    return HostileModels.withNode("com.microsoft", operator);
  }

  private static byte[] trees() {
    return HostileModels.withNode("ai.onnx.ml", "TreeEnsembleClassifier");
  }

  static Stream<Case> shapes() {
    int floats = TensorProto.DataType.FLOAT_VALUE;
    return Stream.of(
        new Case("second input", MODEL_SHAPES, HostileModels::secondInput),
        new Case("flat input", MODEL_SHAPES, () -> HostileModels.imagesOf(floats, -1, 192)),
        new Case("five channels", MODEL_SHAPES, () -> HostileModels.imagesOf(floats, -1, 5, 8, 8)),
        new Case("other size", MODEL_SHAPES, () -> HostileModels.imagesOf(floats, -1, 3, 9, 9)),
        new Case(
            "fixed batch of five", MODEL_SHAPES, () -> HostileModels.imagesOf(floats, 5, 3, 8, 8)),
        new Case("int input", MODEL_SHAPES, () -> HostileModels.imagesOf(6, -1, 3, 8, 8)),
        new Case("four classes", MODEL_SHAPES, () -> HostileModels.scoresOf(floats, -1, 4)),
        new Case("int output", MODEL_SHAPES, () -> HostileModels.scoresOf(7, -1, 3)),
        new Case("a map of scores", MODEL_SHAPES, () -> HostileModels.scoresOf(floats, -1, 3, 8)),
        new Case("undeclared classes", MODEL_SHAPES, HostileModels::otherClassesThanDeclared),
        new Case("classes by pixels", MODEL_SHAPES, HostileModels::classesByPixels));
  }

  static Stream<Case> memory() {
    return Stream.of(
        new Case("expand", MODEL_MEMORY, GreedyModels::expanding),
        new Case("tile", MODEL_MEMORY, GreedyModels::tiling),
        new Case("pad", MODEL_MEMORY, GreedyModels::padding),
        new Case("outer product", MODEL_MEMORY, GreedyModels::outerProduct),
        new Case("resize", MODEL_MEMORY, GreedyModels::resizing),
        new Case("pads of conv", MODEL_MEMORY, GreedyModels::widePadsOfAConvolution),
        new Case("strides", MODEL_MEMORY, GreedyModels::wideStridesOfATransposedConvolution),
        new Case("constant", MODEL_MEMORY, GreedyModels::hugeConstant),
        new Case("range", MODEL_MEMORY, GreedyModels::hugeRange),
        new Case("by pixels", MODEL_MEMORY, GreedyModels::sizeByPixels));
  }

  static Stream<Case> runs() {
    return Stream.of(
        new Case("not a number", MODEL_NOT_FINITE, HostileModels::notFinite),
        new Case("infinite", MODEL_NOT_FINITE, HostileModels::infinite),
        new Case("one operator for hours", MODEL_LATENCY, () -> GreedyModels.pooling(2000)),
        new Case("many products", MODEL_LATENCY, () -> GreedyModels.multiplying(2000, 200)));
  }

  static Stream<Case> broken() {
    return Stream.of(
        new Case("circle", MODEL_FORMAT, HostileModels::circle),
        new Case("less than nothing", MODEL_FORMAT, HostileModels::slicingLessThanNothing),
        new Case("more nodes than any", MODEL_FORMAT, () -> HostileModels.deep(30_000)),
        new Case("from nowhere", MODEL_FORMAT, HostileModels::fromNowhere),
        new Case("same name twice", MODEL_FORMAT, HostileModels::twiceTheSameName),
        new Case("weights cut", MODEL_FORMAT, () -> HostileModels.weightsCutShort(3, 8, 8)),
        new Case("endless weights", MODEL_FORMAT, () -> HostileModels.weightsCutShort(1L << 40)),
        new Case(
            "weights without number",
            MODEL_FORMAT,
            () -> HostileModels.weightsCutShort(Long.MAX_VALUE, Long.MAX_VALUE)),
        new Case("negative weights", MODEL_FORMAT, () -> HostileModels.weightsCutShort(-1)),
        new Case("opset of tomorrow", MODEL_FORMAT, () -> HostileModels.opset(9999)),
        new Case("opset of never", MODEL_FORMAT, () -> HostileModels.opset(-1)),
        new Case("equation", MODEL_FORMAT, () -> HostileModels.einsum("ij->k->")),
        new Case("other rank", MODEL_FORMAT, () -> HostileModels.convolutionOf(3, 3)),
        new Case("other channels", MODEL_FORMAT, () -> HostileModels.convolutionOf(3, 4, 1, 1)),
        new Case("reshape", MODEL_FORMAT, () -> HostileModels.reshapedTo(1, 3, 7, 7)),
        new Case("index", MODEL_FORMAT, () -> HostileModels.gathering(1L << 40)),
        new Case("no attribute", MODEL_FORMAT, () -> HostileModels.spoilt("MaxPool", List.of())),
        new Case("by zero", MODEL_FORMAT, () -> HostileModels.dividing("Div")),
        new Case("modulo zero", MODEL_FORMAT, () -> HostileModels.dividing("Mod")),
        new Case("by a zero", MODEL_FORMAT, HostileModels::dividingByAConstantZero));
  }

  /** Attributes that kernels divide by, allocate by or index with. */
  static Stream<Case> attributes() {
    return Stream.of(
        conv("no group", integer("group", 0)),
        conv("less than no group", integer("group", -1)),
        conv("no stride", ints("strides", 0, 0)),
        conv("backward strides", ints("strides", -1, -1)),
        conv("no dilation", ints("dilations", 0, 0)),
        conv("negative pads", ints("pads", -100, -100, -100, -100)),
        conv("odd pads", ints("pads", 1, 1, 1)),
        pool("no kernel", ints("kernel_shape", 0, 0)),
        pool("negative kernel", ints("kernel_shape", -2, -2)),
        pool("no stride", ints("kernel_shape", 2, 2), ints("strides", 0, 0)),
        pool("no dilation", ints("kernel_shape", 2, 2), ints("dilations", 0, 0)),
        attribute("no block", "DepthToSpace", integer("blocksize", 0)),
        attribute("no block", "SpaceToDepth", integer("blocksize", 0)),
        attribute("axis", "Softmax", integer("axis", 99)),
        attribute("perm", "Transpose", ints("perm", 9, 9, 9, 9)),
        attribute("size", "LRN", integer("size", 0)),
        attribute("axes", "ReduceMean", ints("axes", 99)));
  }

  private static Case conv(String name, AttributeProto... attributes) {
    return new Case(
        "conv, " + name, MODEL_FORMAT, () -> HostileModels.spoiltConvolution(attributes));
  }

  private static Case pool(String name, AttributeProto... attributes) {
    return new Case(
        "pool, " + name,
        MODEL_FORMAT,
        () -> HostileModels.spoilt("MaxPool", List.of(), attributes));
  }

  private static Case attribute(String name, String operator, AttributeProto... attributes) {
    return new Case(
        operator + ", " + name,
        MODEL_FORMAT,
        () -> HostileModels.spoilt(operator, List.of(), attributes));
  }

  @ParameterizedTest
  @MethodSource({"operators", "shapes", "memory", "runs", "broken", "attributes"})
  void isRefused(Case hostile) throws Exception {
    SpoiltBundle bundle = new SpoiltBundle(folder.resolve("bundle")).model(hostile.model().get());

    Refusals.of(() -> admit(Bundle.read(bundle.path()))).hasCode(hostile.code());
    assertThat(handles.open()).isZero();
  }

  @Test
  void theBundleBehindThemIsSound() throws Exception {
    admit(Bundle.read(new SpoiltBundle(folder.resolve("bundle")).path()));
    assertThat(handles.open()).isZero();
  }

  @Test
  void refusesAGoldenImageThatComesOutOtherwise() throws Exception {
    Bundle bundle =
        SpoiltBundle.sound().withGolden(List.of(SpoiltBundle.golden("ab".repeat(32), 1, 0, 0)));

    Refusals.of(() -> admit(bundle)).hasCode(MODEL_GOLDEN);
    assertThat(handles.open()).isZero();
  }

  @Test
  void refusesADeviceThatIsNotThere() throws Exception {
    Bundle bundle = SpoiltBundle.sound();

    Refusals.of(() -> OnnxDevices.place(Device.parse("cuda:99").orElseThrow(), bundle))
        .hasCode(RefusalCode.MODEL_DEVICE);
  }

  private void admit(Bundle bundle) throws Exception {
    new ModelGate(
            new OnnxRuntime(handles),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(64L << 20),
            handles,
            Duration.ofMillis(300))
        .admit(bundle, LanePlan.cpu(2, 2), 2)
        .model()
        .close();
  }
}
