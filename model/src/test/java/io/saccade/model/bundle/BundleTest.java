package io.saccade.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.Graphs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bundle refuses though every hash is right: its maker was wrong, or wicked. */
final class BundleTest {

  private static final byte[] IMAGE = {(byte) 0xFF, (byte) 0xD8};
  private static final String HASH = "ab".repeat(32);

  @Test
  void refusesAModelThatIsCutThoughItsHashIsRight() {
    byte[] whole = Graphs.classifier();
    refuses(Arrays.copyOf(whole, whole.length - 9), RefusalCode.MODEL_FORMAT, "ONNX");
    refuses("<html>".getBytes(StandardCharsets.UTF_8), RefusalCode.MODEL_FORMAT, "web page");
    refuses(new byte[0], RefusalCode.MODEL_FORMAT, "empty");
  }

  @Test
  void refusesALoopThoughItsHashIsRight() {
    byte[] loop = Graphs.with(Graphs.classifier(), Graphs.node("", "Loop"));
    refuses(loop, RefusalCode.MODEL_OPERATORS, "Loop");
  }

  @Test
  void refusesAnotherInputThanTheManifestSays() {
    refuses(Graphs.classifier(-1, 3, 16, 8), RefusalCode.MODEL_SHAPES, "width 8", "[?, 3, 16, 8]");
    refuses(Graphs.classifier(-1, 8, 8, 3), RefusalCode.MODEL_SHAPES, "nchw", "[?, 8, 8, 3]");
    refuses(Graphs.classifier(-1, 1, 8, 8), RefusalCode.MODEL_SHAPES, "3 channels");
    byte[] renamed =
        Graphs.changed(
            Graphs.classifier(),
            model -> model.getGraphBuilder().getInputBuilder(0).setName("data"));
    refuses(renamed, RefusalCode.MODEL_SHAPES, "input is data");
  }

  @Test
  void refusesAnotherOutputThanTheManifestSays() {
    byte[] four = Graphs.classifier(new long[] {-1, 3, 8, 8}, -1, 4);
    refuses(four, RefusalCode.MODEL_SHAPES, "3 classes", "gives 4");
    byte[] renamed =
        Graphs.changed(
            Graphs.classifier(),
            model -> model.getGraphBuilder().getOutputBuilder(0).setName("other"));
    refuses(renamed, RefusalCode.MODEL_SHAPES, "no output scores");
  }

  @Test
  void refusesFeaturesThatTheGraphDoesNotGive() {
    ModelDeclaration plain = Bundles.declared();
    ModelDeclaration featured =
        new ModelDeclaration(
            plain.name(),
            plain.version(),
            plain.family(),
            plain.input(),
            plain.output(),
            Optional.of(new FeatureOutput("pool", 3)));

    Refusals.of(() -> Bundle.of(featured, Graphs.classifier(), Bundles.LABELS))
        .hasCode(RefusalCode.MODEL_SHAPES)
        .saying("feature output pool");
  }

  @Test
  void acceptsAnySizeWhereTheGraphTakesAny() throws Exception {
    Bundle bundle = Bundle.of(Bundles.declared(), Graphs.classifier(-1, 3, -1, -1), Bundles.LABELS);

    assertThat(bundle.manifest().input().preprocessing()).isEqualTo(Preprocessing.torchvision(8));
  }

  @Test
  void refusesLabelsThatDoNotFit() {
    Refusals.of(() -> Bundle.of(Bundles.declared(), Graphs.classifier(), List.of("a", "b")))
        .hasCode(RefusalCode.MODEL_LABELS)
        .saying("2 labels", "3 classes");
    Refusals.of(() -> Bundle.of(Bundles.declared(), Graphs.classifier(), List.of("a", "b", "a")))
        .hasCode(RefusalCode.MODEL_LABELS)
        .saying("repeats 'a'");
  }

  @Test
  void refusesGoldenOutputsOfAnotherLengthOrThatAreNotFinite() throws Exception {
    Bundle plain = Bundles.plain();
    Golden two = new Golden("two", IMAGE, HASH, new float[2]);
    Refusals.of(() -> plain.withGolden(List.of(two)))
        .hasCode(RefusalCode.MODEL_GOLDEN)
        .saying("two", "8 bytes", "12");

    Manifest manifest = Bundles.golden().manifest();
    SortedMap<String, byte[]> files = new TreeMap<>(Bundles.golden().files());
    files.put("golden/first.bin", new Golden("x", IMAGE, HASH, new float[3]).outputBytes());
    files.get("golden/first.bin")[3] = 0x7F;
    files.get("golden/first.bin")[2] = (byte) 0xC0;
    Refusals.of(() -> new Bundle(manifest, files))
        .hasCode(RefusalCode.MODEL_GOLDEN)
        .saying("finite");
  }

  @Test
  void changesIdentityWithItsGoldenImages() throws Exception {
    Bundle golden = Bundles.golden();
    Bundle again = golden.withGolden(List.of());

    assertThat(golden.sha256()).isNotEqualTo(Bundles.plain().sha256());
    assertThat(again.sha256()).isEqualTo(Bundles.plain().sha256());
    assertThat(again.files()).containsOnlyKeys("labels.txt", "manifest.json", "model.onnx");
  }

  @Test
  void carriesFilesBesideTheModelAsTheyAre(@TempDir Path folder) throws Exception {
    byte[] card = "{}".getBytes(StandardCharsets.UTF_8);
    Bundle carded = Bundles.golden().withFiles(Map.of("model-card.json", card));

    BundleWriter.write(carded, folder.resolve("b"), IfPresent.REFUSE);
    Bundle read = Bundle.read(folder.resolve("b"));

    assertThat(read.sha256()).isEqualTo(carded.sha256()).isNotEqualTo(Bundles.golden().sha256());
    assertThat(read.files().get("model-card.json")).isEqualTo(card);
    assertThat(read.golden()).hasSize(1);
    assertThat(read.withGolden(List.of()).files()).containsKey("model-card.json");
  }

  @Test
  void refusesFilesBesideTheModelThatAreItsOwn() {
    for (String own : List.of("manifest.json", "MODEL.onnx", "labels.txt", "golden/x.bin")) {
      Refusals.of(() -> Bundles.plain().withFiles(Map.of(own, IMAGE)))
          .hasCode(RefusalCode.MODEL_FORMAT)
          .saying(own);
    }
    Refusals.of(() -> Bundles.plain().withFiles(Map.of("../card.json", IMAGE)))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("lead nowhere else");
  }

  @Test
  void refusesGoldenImagesOfOneName() {
    Golden golden = new Golden("same", IMAGE, HASH, new float[3]);

    Refusals.of(() -> Bundles.plain().withGolden(List.of(golden, golden)))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("same occurs twice");
  }

  @Test
  void recordsOnlyOutcomesThatCanBeCompared() {
    float[] sound = {1};
    refusesGolden("name must be", "../x", IMAGE, HASH, sound);
    refusesGolden("encoded must not be empty", "x", new byte[0], HASH, sound);
    refusesGolden("64 lower-case", "x", IMAGE, "AB".repeat(32), sound);
    refusesGolden("finite", "x", IMAGE, HASH, Float.NaN);
  }

  @Test
  void describesItselfForPeople() throws Exception {
    Map<String, String> lines = BundleDescription.of(Bundles.golden());

    assertThat(lines)
        .containsEntry("name", "tiny")
        .containsEntry("sha256", Bundles.golden().sha256())
        .containsEntry("input", "image: float32 [?, 3, 8, 8]")
        .containsEntry("output", "scores: float32 [?, 3]")
        .containsEntry("output kind", "logits")
        .containsEntry("labels", "red | green | blue")
        .containsEntry("golden images", "1")
        .containsEntry("opsets", "ai.onnx 17");
    assertThat(lines.keySet()).startsWith("name", "version", "family", "sha256");
  }

  private static void refuses(byte[] onnx, RefusalCode code, String... saying) {
    Refusals.of(() -> Bundle.of(Bundles.declared(), onnx, Bundles.LABELS))
        .hasCode(code)
        .saying(saying);
  }

  private static void refusesGolden(
      String saying, String name, byte[] encoded, String hash, float... probabilities) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Golden(name, encoded, hash, probabilities))
        .withMessageContaining(saying);
  }
}
