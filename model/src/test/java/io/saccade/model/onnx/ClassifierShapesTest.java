package io.saccade.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.TensorLayout;
import io.saccade.model.onnx.proto.TensorProto;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ClassifierShapesTest {

  @Test
  void readsAnInputWithChannelsFirst() throws Exception {
    ImageInput input = input(GraphTensor.DYNAMIC, 3, 240, 320);

    assertThat(input.layout()).isEqualTo(TensorLayout.NCHW);
    assertThat(input.type()).isEqualTo(ElementType.FLOAT32);
    assertThat(input.channels()).isEqualTo(3);
    assertThat(input.height()).hasValue(240);
    assertThat(input.width()).hasValue(320);
    assertThat(input.batch()).isEmpty();
  }

  @Test
  void readsAnInputWithChannelsLast() throws Exception {
    ImageInput input = input(1, 240, 320, 1);

    assertThat(input.layout()).isEqualTo(TensorLayout.NHWC);
    assertThat(input.channels()).isEqualTo(1);
    assertThat(input.height()).hasValue(240);
    assertThat(input.width()).hasValue(320);
    assertThat(input.batch()).hasValue(1);
  }

  @Test
  void leavesOpenWhatTheGraphLeavesOpen() throws Exception {
    ImageInput input = input(-1, 3, -1, -1);

    assertThat(input.height()).isEmpty();
    assertThat(input.width()).isEmpty();
  }

  @Test
  void takesChannelsFirstWhereBothCouldBe() throws Exception {
    assertThat(input(-1, 3, 8, 3).layout()).isEqualTo(TensorLayout.NCHW);
  }

  @Test
  void refusesInputsThatAreNotImages() {
    refusesInput("four dimensions", 3, 8, 8);
    refusesInput("1 or 3 channels", -1, 4, 8, 8);
    refusesInput("1 or 3 channels", -1, -1, -1, -1);
    refusesInput("too large", -1, 3, 1L << 40, 8);
    refusesInput("no declared shape");
  }

  @Test
  void refusesElementsThatPreprocessingDoesNotMake() {
    byte[] model =
        Graphs.changed(
            Graphs.classifier(),
            builder ->
                builder
                    .getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .setElemType(TensorProto.DataType.FLOAT16_VALUE));

    Refusals.of(() -> ImageInput.of(OnnxGraph.parse(model)))
        .hasCode(RefusalCode.MODEL_SHAPES)
        .saying("float16");
  }

  @Test
  void refusesMoreThanOneInput() {
    byte[] model =
        Graphs.changed(
            Graphs.classifier(),
            builder -> builder.getGraphBuilder().addInputBuilder().setName("threshold"));

    Refusals.of(() -> ImageInput.of(OnnxGraph.parse(model)))
        .hasCode(RefusalCode.MODEL_SHAPES)
        .saying("exactly one input", "threshold");
  }

  @Test
  void countsClassesBesideDimensionsOfOne() throws Exception {
    assertThat(classes(-1, 1000)).hasValue(1000);
    assertThat(classes(-1, 1000, 1, 1)).hasValue(1000);
    assertThat(classes(1, 1, 1, 10)).hasValue(10);
    assertThat(classes(-1, -1)).isEmpty();
    assertThat(classes()).isEmpty();
  }

  @Test
  void refusesOutputsThatAreNotOneValueAClass() {
    refusesOutput(1000);
    refusesOutput(-1, 1000, 7, 7);
    refusesOutput(-1, 1);
    refusesOutput(-1, -1, -1);
  }

  @Test
  void asksForANameWhereThereAreSeveralOutputs() throws Exception {
    OnnxBuilder builder = new OnnxBuilder("two");
    String flat = builder.flatten(builder.input("image", -1, 3, 8, 8));
    builder.output("features", flat, -1, 192);
    builder.output("scores", flat, -1, 192);
    OnnxGraph graph = OnnxGraph.parse(builder.build());

    Refusals.of(() -> ClassOutput.of(graph, Optional.empty()))
        .hasCode(RefusalCode.MODEL_SHAPES)
        .saying("several outputs", "features", "scores");
    Refusals.of(() -> ClassOutput.of(graph, Optional.of("nothing"))).saying("no output nothing");
    assertThat(ClassOutput.of(graph, Optional.of("scores")).name()).isEqualTo("scores");
  }

  private static ImageInput input(long... dims) throws BundleRefusedException {
    return ImageInput.of(OnnxGraph.parse(Graphs.classifier(dims)));
  }

  private static OptionalInt classes(long... dims) throws BundleRefusedException {
    OnnxGraph graph = OnnxGraph.parse(Graphs.classifier(new long[] {-1, 3, 8, 8}, dims));
    return ClassOutput.of(graph, Optional.empty()).classes();
  }

  private static void refusesInput(String saying, long... dims) {
    Refusals.of(() -> input(dims)).hasCode(RefusalCode.MODEL_SHAPES).saying(saying);
  }

  private static void refusesOutput(long... dims) {
    Refusals.of(() -> classes(dims)).hasCode(RefusalCode.MODEL_SHAPES).saying("one value a class");
  }
}
