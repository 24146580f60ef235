package io.saccade.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.ResizeFilter;
import io.saccade.model.image.Rgb;
import io.saccade.model.image.TensorLayout;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestTest {

  private static final String HASH = "0123456789abcdef".repeat(4);

  private static final String JSON =
      """
      {
        "formatVersion": 1,
        "name": "birds",
        "version": "2.0",
        "family": "garden",
        "input": {
          "name": "image",
          "width": 320,
          "height": 240,
          "resizeShorterTo": 366,
          "color": "bgr",
          "layout": "nhwc",
          "type": "float32",
          "filter": "bilinear-antialias",
          "scale": 0.003921569,
          "mean": [ 0.485, 0.456, 0.406 ],
          "std": [ 0.229, 0.224, 0.225 ],
          "background": [ 1, 2, 3 ]
        },
        "output": {
          "name": "scores",
          "kind": "softmax",
          "classes": 7
        },
        "features": {
          "name": "pool",
          "width": 1280
        },
        "golden": [ {
          "name": "wren",
          "image": "golden/wren.jpg",
          "outputs": "golden/wren.bin",
          "tensorSha256": "HASH"
        } ],
        "files": {
          "golden/wren.bin": "HASH",
          "golden/wren.jpg": "HASH",
          "labels.txt": "HASH",
          "model.onnx": "HASH"
        }
      }
      """
          .replace("HASH", HASH);

  @Test
  void writesOneFixedForm() {
    assertThat(new String(manifest().toJson(), StandardCharsets.UTF_8)).isEqualTo(JSON);
  }

  @Test
  void readsWhatItWrites() throws Exception {
    assertThat(parse(JSON)).isEqualTo(manifest());
  }

  @Test
  void doesWithoutFeaturesAndGoldenImages() throws Exception {
    Manifest plain = Bundles.plain().manifest();

    assertThat(Manifest.parse(plain.toJson())).isEqualTo(plain);
    assertThat(plain.features()).isEmpty();
    assertThat(plain.golden()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "formatVersion": 1        | "formatVersion": 2       | update Saccade
          "formatVersion": 1        | "formatVersion": 0       | formatVersion must be 1
          "formatVersion": 1        | "formatVersion": "1"     | formatVersion must be 1
          "formatVersion": 1,       | ` `                      | formatVersion is missing
          "name": "birds"           | "name": "two words"      | name must be 1 to 100 letters
          "name": "birds"           | "name": "../birds"       | name must be 1 to 100 letters
          "name": "birds"           | "name": 7                | name must be a string, but was 7
          "name": "birds",          | ` `                      | name is missing; it must be a string
          "name": "birds"           | "nome": "birds"          | nome is not a field
          "version": "2.0"          | "version": ""            | version must be 1 to 100
          "input": {                | "inputs": {              | input is missing; it must be an object
          "input": {                | "input": 3, "inputs": {  | input must be an object
          "golden": [ {             | "golden": [ 3, {         | golden[0] must be an object
          "width": 320              | "width": 0               | width must be from 1 to 4096
          "width": 320              | "width": "wide"          | input.width must be a whole number
          "width": 320              | "width": 3.5             | input.width must be a whole number
          "width": 320              | "width": 99999999999     | input.width must be a whole number
          "resizeShorterTo": 366    | "resizeShorterTo": 100   | resizeShorterTo must be at least
          "color": "bgr"            | "color": "BGRA"          | input.color must be one of rgb, bgr, gray
          "layout": "nhwc"          | "layout": "chw"          | input.layout must be one of nchw, nhwc
          "type": "float32"         | "type": "float64"        | one of float32, uint8
          "bilinear-antialias"      | "lanczos"                | bilinear-antialias, bilinear, area, bicubic
          "scale": 0.003921569      | "scale": 0               | scale must be finite and not 0
          "scale": 0.003921569      | "scale": 1e999           | input.scale must be a finite number
          [ 0.485, 0.456, 0.406 ]   | [ 0.485 ]                | mean must have 3 finite numbers
          [ 0.485, 0.456, 0.406 ]   | 0.485                    | input.mean must be an array
          [ 0.229, 0.224, 0.225 ]   | [ 0.229, 0, 0.225 ]      | std must not have a 0
          [ 1, 2, 3 ]               | [ 1, 2 ]                 | input.background must be an array of 3
          [ 1, 2, 3 ]               | [ 1, 2, 300 ]            | blue must be from 0 to 255
          "kind": "softmax"         | "kind": "sigmoid"        | output.kind must be one of logits, softmax
          "classes": 7              | "classes": 1             | output.classes must be at least 2
          "width": 1280             | "width": -1              | features.width must be at least 1
          "name": "pool"            | "name": ""               | features.name must not be empty
          "golden/wren.jpg",        | "golden/owl.jpg",        | no file golden/owl.jpg
          "labels.txt"              | "Labels.txt"             | files must name labels.txt
          "labels.txt"              | "MODEL.ONNX"             | differs from another name only by case
          "labels.txt"              | "manifest.json"          | must not name manifest.json
          "model.onnx": "01         | "model.onnx": "XX        | files.model.onnx must be a SHA-256
          "tensorSha256": "01       | "tensorSha256": "0       | golden[0].tensorSha256 must be 64
          """)
  void saysWhichFieldIsWrongAndWhatIsAllowed(String sound, String wrong, String said) {
    assertThat(JSON).contains(sound);
    Refusals.of(() -> parse(JSON.replace(sound, wrong)))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying(said);
  }

  @Test
  void reportsAllMistakesAtOnce() {
    String json =
        JSON.replace("\"bgr\"", "\"cmyk\"")
            .replace("\"classes\": 7", "\"classes\": 0")
            .replace("\"family\": \"garden\",", "");

    Refusals.of(() -> parse(json)).saying("input.color", "output.classes", "family is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "../model.onnx",
    "/etc/passwd",
    "a/../../b",
    "C:/x",
    "a//b",
    "./x",
    "golden/nul",
    "a.",
    "x y",
  })
  void refusesFilesThatLeadOut(String name) {
    Refusals.of(() -> parse(JSON.replace("golden/wren.bin\": ", name + "\": ")))
        .hasCode(RefusalCode.BUNDLE_PATH)
        .saying("names the file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "[]", "null", "{", "<html>", "{}{}", "{\"name\": 1, \"name\": 2}", "\u0000"})
  void refusesWhatIsNotAManifest(String json) {
    Refusals.of(() -> parse(json)).hasCode(RefusalCode.MODEL_FORMAT);
  }

  /** The parser would read all of them; others that read the same bytes would not. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
  void refusesOtherEncodingsThanUtf8(String encoding) {
    byte[] bytes = JSON.getBytes(Charset.forName(encoding));
    Refusals.of(() -> Manifest.parse(bytes)).hasCode(RefusalCode.MODEL_FORMAT).saying("not UTF-8");
  }

  @Test
  void refusesAByteOrderMark() {
    Refusals.of(() -> parse("\uFEFF" + JSON))
        .hasCode(RefusalCode.MODEL_FORMAT)
        .saying("byte order mark");
  }

  @Test
  void refusesOrReadsAnyBytesWithoutAnUncheckedException() {
    Random random = new Random(1);
    for (int round = 0; round < 5_000; round++) {
      byte[] spoiled = JSON.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i <= round % 3; i++) {
        spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(32, 127);
      }
      Refusals.codeOrNone(() -> Manifest.parse(spoiled));
    }
  }

  @Test
  void refusesNestingWithoutEnd() {
    Refusals.of(() -> parse("[".repeat(100_000))).hasCode(RefusalCode.MODEL_FORMAT);
  }

  @Test
  void namesTheMistakeOfItsMaker() {
    Manifest sound = manifest();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Manifest(
                    sound.name(),
                    sound.version(),
                    sound.family(),
                    sound.input(),
                    sound.output(),
                    sound.features(),
                    List.of(sound.golden().get(0), sound.golden().get(0)),
                    sound.files()))
        .withMessageContaining("wren occurs twice");
  }

  private static Manifest manifest() {
    Preprocessing preprocessing =
        new Preprocessing(
            320,
            240,
            366,
            ColorOrder.BGR,
            TensorLayout.NHWC,
            ElementType.FLOAT32,
            ResizeFilter.BILINEAR_ANTIALIAS,
            1 / 255f,
            List.of(0.485f, 0.456f, 0.406f),
            List.of(0.229f, 0.224f, 0.225f),
            new Rgb(1, 2, 3));
    return new Manifest(
        "birds",
        "2.0",
        "garden",
        new ModelInput("image", preprocessing),
        new ModelOutput("scores", OutputKind.SOFTMAX, 7),
        Optional.of(new FeatureOutput("pool", 1280)),
        List.of(new GoldenEntry("wren", "golden/wren.jpg", "golden/wren.bin", HASH)),
        new TreeMap<>(
            Map.of(
                "model.onnx", HASH,
                "labels.txt", HASH,
                "golden/wren.jpg", HASH,
                "golden/wren.bin", HASH)));
  }

  private static Manifest parse(String json) throws BundleRefusedException {
    return Manifest.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
