package io.saccade.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelCommandsTest {

  @TempDir private Path folder;
  private Path onnx = Path.of("");
  private Path labels = Path.of("");

  @BeforeEach
  void writeModel() throws Exception {
    onnx = Files.write(folder.resolve("my colors.onnx"), ColorModel.onnx());
    labels = Files.write(folder.resolve("labels.txt"), ShapeColor.labels());
  }

  @Test
  void packagesAModelThatPassesTheGate() throws Exception {
    Path bundle = folder.resolve("bundle");

    CliRun packaged = tried(bundle);
    CliRun inspected = CliRun.of("model", "inspect", bundle.toString(), "--format", "json");
    CliRun verified = CliRun.of("model", "verify", bundle.toString(), "--format", "json");

    assertThat(packaged.code()).as(packaged.err()).isZero();
    JsonNode what = new ObjectMapper().readTree(inspected.out());
    assertThat(what.path("name").asText()).isEqualTo("my-colors");
    assertThat(what.path("goldenImages").asText()).isEqualTo("3");
    assertThat(verified.code()).as(verified.err()).isZero();
    JsonNode proof = new ObjectMapper().readTree(verified.out());
    assertThat(proof.path("accepted").asBoolean()).isTrue();
    assertThat(proof.path("steps").findValuesAsText("step"))
        .containsExactly("trial", "load", "golden", "warm-up");
    assertThat(proof.path("sha256")).isEqualTo(what.path("sha256"));
  }

  @Test
  void embedsThePreprocessingWhereTheOutputsStayTheSame() throws Exception {
    Path bundle = folder.resolve("bundle");

    CliRun packaged = pack(bundle, "--embed-preprocessing", "--format", "json");
    CliRun inspected = CliRun.of("model", "inspect", bundle.toString());
    CliRun verified = CliRun.of("model", "verify", bundle.toString());

    assertThat(packaged.code()).as(packaged.err()).isZero();
    JsonNode proof = new ObjectMapper().readTree(packaged.out()).path("embedded");
    assertThat(proof.path("images").asInt()).isEqualTo(4);
    assertThat(proof.path("bitEqual").asBoolean()).isTrue();
    assertThat(proof.path("largestDifference").asDouble()).isZero();
    assertThat(inspected.out())
        .contains("pixels: uint8 [?, 64, 64, 3]", "nhwc, uint8; pixels as they are")
        .containsPattern("in the graph +\\(pixel \\* 0\\.007843138 - \\[1\\.0, 1\\.0, 1\\.0]\\)");
    assertThat(verified.code()).as(verified.err()).isZero();
  }

  @Test
  void saysThatNothingIsLeftToEmbed() {
    Path bundle = folder.resolve("bundle");
    assertThat(pack(bundle, "--embed-preprocessing").out())
        .containsPattern("embedded +outputs are the same bits as without, on 4 images");
    onnx = bundle.resolve("model.onnx");

    CliRun again = pack(folder.resolve("again"), "--embed-preprocessing", "--preprocess", "none");

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("MODEL_SHAPES", "no normalisation to embed");
    assertThat(folder.resolve("again")).doesNotExist();
  }

  @Test
  void refusesABundleThatWasTamperedWithByItsCode() throws Exception {
    Path bundle = folder.resolve("bundle");
    assertThat(pack(bundle).code()).isZero();
    Files.writeString(bundle.resolve("labels.txt"), "red\n");

    CliRun verified = CliRun.of("model", "verify", bundle.toString());

    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.err()).startsWith("saccade: BUNDLE_HASH: ").doesNotContain("\tat ");
  }

  @Test
  void signsFoldersAndZipsAndVerifiesTheSignature() {
    Path keys = folder.resolve("keys");
    assertThat(CliRun.of("model", "keygen", "--out", keys.toString()).out())
        .contains("keep it secret")
        .containsPattern("fingerprint +[0-9a-f]{16}");
    assertThat(CliRun.of("model", "keygen", "--out", keys.toString(), "--name", "other").code())
        .isZero();
    String key = keys.resolve("saccade.key").toString();
    String ours = keys.resolve("saccade.pub").toString();
    String theirs = keys.resolve("other.pub").toString();
    for (String name : List.of("bundle", "bundle.zip")) {
      String bundle = folder.resolve(name).toString();
      assertThat(pack(Path.of(bundle)).code()).isZero();
      assertThat(CliRun.of("model", "verify", bundle, "--public-key", ours).err())
          .startsWith("saccade: BUNDLE_SIGNATURE: ");

      CliRun signed = CliRun.of("model", "sign", bundle, "--key", key);

      assertThat(signed.code()).as(signed.err()).isZero();
      assertThat(CliRun.of("model", "inspect", bundle).out())
          .containsPattern("signature +there is one");
      CliRun verified =
          CliRun.of("model", "verify", bundle, "--public-key", theirs, "--public-key", ours);
      assertThat(verified.code()).as(verified.err()).isZero();
      assertThat(CliRun.of("model", "verify", bundle, "--public-key", theirs).err())
          .startsWith("saccade: BUNDLE_SIGNATURE: ");
    }
  }

  @Test
  void replacesNoKey() {
    String keys = folder.resolve("keys").toString();
    assertThat(CliRun.of("model", "keygen", "--out", keys).code()).isZero();

    CliRun again = CliRun.of("model", "keygen", "--out", keys);

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("there is a key", "--name");
  }

  @Test
  void saysThatAFileIsNoKey() {
    Path bundle = folder.resolve("bundle");
    assertThat(pack(bundle).code()).isZero();

    CliRun run = CliRun.of("model", "sign", bundle.toString(), "--key", labels.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("holds no private key", "model keygen").doesNotContain("\tat ");
  }

  @Test
  void neverReplacesABundleUnasked() {
    Path bundle = folder.resolve("colors.zip");
    assertThat(pack(bundle).code()).isZero();

    CliRun again = pack(bundle);

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("exists already", "--force");
  }

  @Test
  void refusesADeviceThatIsNotThere() {
    Path bundle = folder.resolve("bundle");
    assertThat(pack(bundle).code()).isZero();

    CliRun verified = CliRun.of("model", "verify", bundle.toString(), "--device", "cuda");

    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.err()).contains("MODEL_DEVICE");
  }

  @Test
  void saysWhichOptionsAreMissing() {
    CliRun run = CliRun.of("model", "package");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--onnx", "--labels", "--preprocess", "--out");
  }

  private CliRun pack(Path out, String... more) {
    String[] all = Arrays.copyOf(more, more.length + 1);
    all[more.length] = "--no-trial";
    return tried(out, all);
  }

  private CliRun tried(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("model", "package", "--onnx", onnx.toString(), "--labels", labels.toString()));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--preprocess")) {
      arguments.addAll(List.of("--preprocess", "tensorflow"));
    }
    return CliRun.of(arguments.toArray(String[]::new));
  }
}
