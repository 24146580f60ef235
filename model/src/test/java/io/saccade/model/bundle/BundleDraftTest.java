package io.saccade.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.TensorLayout;
import io.saccade.model.onnx.Graphs;
import io.saccade.model.onnx.proto.TensorProto;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class BundleDraftTest {

  @Test
  void takesNamesSizesAndLayoutFromTheGraph() throws Exception {
    BundleDraft draft = draft(Graphs.classifier(-1, 32, 64, 3), PreprocessPreset.TENSORFLOW);
    Manifest manifest = draft.bundle().manifest();
    Preprocessing preprocessing = manifest.input().preprocessing();

    assertThat(manifest.name()).isEqualTo("tiny");
    assertThat(manifest.family()).isEqualTo("tiny");
    assertThat(manifest.input().name()).isEqualTo("image");
    assertThat(preprocessing.layout()).isEqualTo(TensorLayout.NHWC);
    assertThat(preprocessing.height()).isEqualTo(32);
    assertThat(preprocessing.width()).isEqualTo(64);
    assertThat(manifest.output()).isEqualTo(new ModelOutput("scores", OutputKind.LOGITS, 3));
    assertThat(draft.notices()).isEmpty();
  }

  @Test
  void readsGreyFromTheChannels() throws Exception {
    BundleDraft draft = draft(Graphs.classifier(1, 1, 28, 28), PreprocessPreset.NONE);

    assertThat(draft.bundle().manifest().input().preprocessing())
        .isEqualTo(Preprocessing.none(28, ColorOrder.GRAY));
    assertThat(draft.bundle().fixedBatch()).hasValue(1);
    assertThat(draft.notices()).singleElement().asString().contains("fixed batch of 1");
  }

  @Test
  void refusesThreeChannelPresetsForOneChannel() {
    refuses(Graphs.classifier(-1, 1, 28, 28), RefusalCode.MODEL_SHAPES, "use none or tensorflow");
  }

  @Test
  void feedsPixelsAsTheyAreToAGraphOfBytes() throws Exception {
    byte[] bytes =
        Graphs.changed(
            Graphs.classifier(),
            model ->
                model
                    .getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .setElemType(TensorProto.DataType.UINT8_VALUE));

    assertThat(
            draft(bytes, PreprocessPreset.NONE).bundle().manifest().input().preprocessing().type())
        .isEqualTo(ElementType.UINT8);
    refuses(bytes, RefusalCode.MODEL_SHAPES, "pixels as they are");
  }

  @Test
  void asksForTheSizeWhereTheGraphTakesAny() throws Exception {
    byte[] anySize = Graphs.classifier(-1, 3, -1, -1);

    refuses(anySize, RefusalCode.MODEL_SHAPES, "--size");
    BundleDraft draft = BundleDraft.of(sized(48), anySize, labels("a\nb\nc\n"));
    assertThat(draft.bundle().manifest().input().preprocessing())
        .isEqualTo(Preprocessing.torchvision(48));
  }

  @Test
  void refusesASizeThatTheGraphContradicts() {
    Refusals.of(() -> BundleDraft.of(sized(9), Graphs.classifier(), labels("a\nb\nc\n")))
        .hasCode(RefusalCode.MODEL_SHAPES)
        .saying("8 pixels, not 9");
    Refusals.of(
            () -> BundleDraft.of(sized(0), Graphs.classifier(-1, 3, -1, -1), labels("a\nb\nc\n")))
        .hasCode(RefusalCode.MODEL_SHAPES)
        .saying("from 1 to");
  }

  @Test
  void saysHowToMendAListOfTheWrongLength() {
    refusesLabels("a\nb\n", "3 classes", "2 labels", "add a line 'background'");
    refusesLabels("x\na\nb\nc\n", "background class, take it away");
    refusesLabels("a\nb\nc\nd\ne\n", "list of labels that belongs to this model");
  }

  @Test
  void countsTheLabelsWhereTheGraphDoesNotSay() throws Exception {
    byte[] unknown = Graphs.classifier(new long[] {-1, 3, 8, 8}, -1, -1);
    BundleDraft draft = draft(unknown, PreprocessPreset.TORCHVISION);

    assertThat(draft.bundle().manifest().output().classes()).isEqualTo(3);
    assertThat(draft.notices()).singleElement().asString().contains("taken as 3");
  }

  @Test
  void passesOnWhatWasDoneToTheLabels() throws Exception {
    BundleDraft draft =
        BundleDraft.of(order(PreprocessPreset.NONE), Graphs.classifier(), labels("a\r\nb\r\na"));

    assertThat(draft.bundle().labels()).containsExactly("a", "b", "a (2)");
    assertThat(draft.notices()).hasSize(1);
  }

  @Test
  void refusesNamesThatCannotBeFoldersOrKeys() {
    BundleDraft.Order order = BundleDraft.Order.of("a b", "1", PreprocessPreset.NONE);

    Refusals.of(() -> BundleDraft.of(order, Graphs.classifier(), labels("a\nb\nc\n")))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("name must be 1 to 100 letters", "a b");
  }

  @Test
  void refusesAListOfOneLabel() {
    byte[] unknown = Graphs.classifier(new long[] {-1, 3, 8, 8}, -1, -1);

    Refusals.of(() -> BundleDraft.of(order(PreprocessPreset.NONE), unknown, labels("a\n")))
        .hasCode(RefusalCode.MODEL_SHAPES)
        .saying("at least 2");
  }

  private static BundleDraft draft(byte[] onnx, PreprocessPreset preset)
      throws BundleRefusedException {
    return BundleDraft.of(order(preset), onnx, labels("a\nb\nc\n"));
  }

  private static void refuses(byte[] onnx, RefusalCode code, String... saying) {
    Refusals.of(() -> draft(onnx, PreprocessPreset.TORCHVISION)).hasCode(code).saying(saying);
  }

  private static void refusesLabels(String list, String... saying) {
    Refusals.of(
            () -> BundleDraft.of(order(PreprocessPreset.NONE), Graphs.classifier(), labels(list)))
        .hasCode(RefusalCode.MODEL_LABELS)
        .saying(saying);
  }

  private static BundleDraft.Order order(PreprocessPreset preset) {
    return BundleDraft.Order.of("tiny", "1", preset);
  }

  private static BundleDraft.Order sized(int size) {
    return new BundleDraft.Order(
        "tiny", "1", PreprocessPreset.TORCHVISION, OptionalInt.of(size), Optional.empty());
  }

  private static byte[] labels(String list) {
    return list.getBytes(StandardCharsets.UTF_8);
  }
}
