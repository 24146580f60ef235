package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.BUNDLE_HASH;
import static io.saccade.model.RefusalCode.BUNDLE_PATH;
import static io.saccade.model.RefusalCode.BUNDLE_SIGNATURE;
import static io.saccade.model.RefusalCode.MODEL_EXTERNAL_DATA;
import static io.saccade.model.RefusalCode.MODEL_FORMAT;
import static io.saccade.model.RefusalCode.MODEL_GOLDEN;
import static io.saccade.model.RefusalCode.MODEL_LABELS;
import static io.saccade.model.RefusalCode.MODEL_SHAPES;
import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleLimits;
import io.saccade.model.bundle.BundleSignature;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.bundle.KeyFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles that are refused before any of them is run, each as it is released. */
final class HostileBundlesTest {

  private static final String HTML = "<!DOCTYPE html><html><body>Sign in</body></html>";
  private static final KeyPair KEYS = KeyFiles.generate();
  private static final KeyPair OTHERS = KeyFiles.generate();

  @TempDir private Path folder;

  /** Spoils a sound bundle; where it is then. */
  private interface Spoiling {
    Object of(SpoiltBundle bundle) throws Exception;
  }

  private record Case(String name, RefusalCode code, Spoiling spoiling) {
    @Override
    public String toString() {
      return code + ": " + name;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<Case> places() {
    return Stream.of(
        new Case("outside of the roots", BUNDLE_PATH, b -> "/etc"),
        new Case("nothing there", BUNDLE_PATH, b -> b.path() + "2"),
        new Case("a way out and in again", BUNDLE_PATH, b -> b.path() + "/../" + "bundle"),
        new Case("a way out, encoded", BUNDLE_PATH, b -> b.path().toUri() + "%2e%2e/bundle"),
        new Case(
            "a link to a bundle",
            BUNDLE_PATH,
            b -> Files.createSymbolicLink(b.path().resolveSibling("link"), b.path())),
        new Case(
            "a link in the bundle",
            BUNDLE_PATH,
            b -> {
              byte[] model = HostileModels.sound();
              Path real = Files.write(b.path().resolveSibling("real.onnx"), model);
              b.without("model.onnx");
              Files.createSymbolicLink(b.path().resolve("model.onnx"), real);
              return b.path();
            }),
        new Case(
            "a folder in the bundle that is a link",
            BUNDLE_PATH,
            b -> {
              Path real = Files.createDirectory(b.path().resolveSibling("golden"));
              Files.createSymbolicLink(b.path().resolve("golden"), real);
              return b.path();
            }),
        new Case(
            "a name in the manifest that leads out",
            BUNDLE_PATH,
            b -> b.manifest(m -> m.withObject("/files").put("../../secret", "ab".repeat(32)))),
        new Case(
            "an absolute name in the manifest",
            BUNDLE_PATH,
            b -> b.manifest(m -> m.withObject("/files").put("/etc/passwd", "ab".repeat(32)))));
  }

  static Stream<Case> files() {
    return Stream.of(
        new Case("other labels", BUNDLE_HASH, b -> b.file("labels.txt", utf8("a\nb\nc\n"))),
        new Case("another model", BUNDLE_HASH, b -> b.file("model.onnx", HostileModels.deep(1))),
        new Case("no labels", BUNDLE_HASH, b -> b.without("labels.txt")),
        new Case("no model", BUNDLE_HASH, b -> b.without("model.onnx")),
        new Case("a stray file", BUNDLE_HASH, b -> b.file("run.sh", utf8("rm -r"))),
        new Case("a library", BUNDLE_HASH, b -> b.file("golden/libcustom.so", new byte[8])),
        new Case("an empty manifest", MODEL_FORMAT, b -> b.file("manifest.json", new byte[0])),
        new Case("no manifest", MODEL_FORMAT, b -> b.without("manifest.json")),
        new Case("a page as manifest", MODEL_FORMAT, b -> b.file("manifest.json", utf8(HTML))),
        new Case("an array as manifest", MODEL_FORMAT, b -> b.file("manifest.json", utf8("[]"))),
        new Case("a cut manifest", MODEL_FORMAT, HostileBundlesTest::cutManifest),
        new Case(
            "a manifest without end",
            MODEL_FORMAT,
            b -> b.file("manifest.json", utf8("[".repeat(100_000)))),
        new Case("a huge manifest", MODEL_FORMAT, b -> b.file("manifest.json", new byte[2 << 20])),
        new Case("a later format", MODEL_FORMAT, b -> b.manifest(m -> m.put("formatVersion", 2))),
        new Case(
            "a huge image",
            MODEL_FORMAT,
            b -> b.manifest(m -> m.withObject("/input").put("width", Integer.MAX_VALUE))),
        new Case(
            "a scale of nothing",
            MODEL_FORMAT,
            b -> b.manifest(m -> m.withObject("/input").put("scale", "NaN"))),
        new Case(
            "classes without number",
            MODEL_FORMAT,
            b -> b.manifest(m -> m.withObject("/output").put("classes", -3))),
        new Case(
            "a name that is markup", MODEL_FORMAT, b -> b.manifest(m -> m.put("name", "<script>"))),
        new Case(
            "a signature that the manifest names",
            MODEL_FORMAT,
            b -> b.hashed("manifest.json.sig", new byte[9])));
  }

  static Stream<Case> contents() {
    return Stream.of(
        new Case("an empty model", MODEL_FORMAT, b -> b.model(new byte[0])),
        new Case("a page as model", MODEL_FORMAT, b -> b.model(utf8(HTML))),
        new Case("noise as model", MODEL_FORMAT, b -> b.model(noise())),
        new Case("zeros as model", MODEL_FORMAT, b -> b.model(new byte[5000])),
        new Case("half a model", MODEL_FORMAT, HostileBundlesTest::halfAModel),
        new Case("a runtime's own format", MODEL_FORMAT, b -> b.model(utf8("\0\0\0\0ORTM123456"))),
        new Case(
            "weights elsewhere",
            MODEL_EXTERNAL_DATA,
            b -> b.model(HostileModels.externalWeights("/etc/passwd"))),
        new Case(
            "weights behind a hard link",
            MODEL_EXTERNAL_DATA,
            b -> {
              Path secret = Files.write(b.path().resolveSibling("secret"), new byte[4]);
              b.hashed("weights.bin", new byte[4]);
              Files.delete(b.path().resolve("weights.bin"));
              Files.createLink(b.path().resolve("weights.bin"), secret);
              return b.model(HostileModels.externalWeights("weights.bin"));
            }),
        new Case("too few labels", MODEL_LABELS, b -> b.labels("red\ngreen\n")),
        new Case("too many labels", MODEL_LABELS, b -> b.labels("a\nb\nc\nd\n")),
        new Case("a label twice", MODEL_LABELS, b -> b.labels("red\ngreen\nred\n")),
        new Case("an empty label", MODEL_LABELS, b -> b.labels("red\n\nblue\n")),
        new Case("labels of control", MODEL_LABELS, b -> b.labels("red\ngreen\u0007\nblue\n")),
        new Case("labels of no text", MODEL_LABELS, b -> b.hashed("labels.txt", noise())),
        new Case("no labels at all", MODEL_LABELS, b -> b.labels("")),
        new Case(
            "another input's name",
            MODEL_SHAPES,
            b -> b.manifest(m -> m.withObject("/input").put("name", "picture"))),
        new Case(
            "another size",
            MODEL_SHAPES,
            b -> b.manifest(m -> m.withObject("/input").put("width", 9).put("resizeShorterTo", 9))),
        new Case(
            "another output's name",
            MODEL_SHAPES,
            b -> b.manifest(m -> m.withObject("/output").put("name", "probabilities"))),
        new Case(
            "golden outputs cut short",
            MODEL_GOLDEN,
            b -> withGolden(b, outputs -> Arrays.copyOf(outputs, 5))),
        new Case(
            "golden outputs that are no numbers",
            MODEL_GOLDEN,
            b -> withGolden(b, outputs -> ByteBuffer.wrap(outputs).putInt(0, 0x0000C07F).array())));
  }

  static Stream<Case> zips() {
    return Stream.of(
        new Case("an empty file", MODEL_FORMAT, b -> file(b, new byte[0])),
        new Case("a page", MODEL_FORMAT, b -> file(b, utf8(HTML))),
        new Case("noise", MODEL_FORMAT, b -> file(b, noise())),
        new Case("half a zip", MODEL_FORMAT, HostileBundlesTest::halfAZip),
        new Case("an entry that leads out", MODEL_FORMAT, b -> b.zip(Map.of("../x", utf8("x")))),
        new Case("an absolute entry", MODEL_FORMAT, b -> b.zip(Map.of("/etc/x", utf8("x")))),
        new Case("another system's way out", MODEL_FORMAT, b -> b.zip(Map.of("..\\x", utf8("x")))),
        new Case("a stray entry", BUNDLE_HASH, b -> b.zip(Map.of("x", utf8("x")))),
        new Case(
            "a manifest that inflates",
            MODEL_FORMAT,
            b -> b.zip(Map.of("manifest.json", new byte[64 << 20]))),
        new Case("labels that inflate", MODEL_FORMAT, b -> b.zip(inflating("labels.txt"))),
        new Case("a model that inflates", MODEL_FORMAT, b -> b.zip(inflating("model.onnx"))),
        new Case("an entry twice", MODEL_FORMAT, HostileBundlesTest::entryTwice),
        new Case("a damaged entry", MODEL_FORMAT, HostileBundlesTest::damagedEntry));
  }

  static Stream<Case> signatures() {
    return Stream.of(
        new Case("none", BUNDLE_SIGNATURE, b -> b),
        new Case("an empty one", BUNDLE_SIGNATURE, b -> b.file("manifest.json.sig", new byte[0])),
        new Case("noise", BUNDLE_SIGNATURE, b -> b.file("manifest.json.sig", new byte[64])),
        new Case("of another key", BUNDLE_SIGNATURE, b -> signed(b, OTHERS)),
        new Case(
            "of another manifest",
            BUNDLE_SIGNATURE,
            b -> {
              signed(b, KEYS);
              return b.manifest(m -> m.put("version", "2"));
            }));
  }

  @ParameterizedTest
  @MethodSource({"places", "files", "contents", "zips"})
  void isRefused(Case hostile) throws Exception {
    String uri = place(hostile);

    Refusals.of(() -> store().fetch(uri, Optional.empty())).hasCode(hostile.code());
    assertThat(folder.resolve("cache")).as("kept").doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void isRefusedWhereASignatureIsWanted(Case hostile) throws Exception {
    String uri = place(hostile);

    Refusals.of(() -> store(KEYS.getPublic()).fetch(uri, Optional.empty())).hasCode(hostile.code());
  }

  @Test
  void theBundleBehindThemIsSound() throws Exception {
    SpoiltBundle bundle = bundle();
    signed(bundle, KEYS);

    assertThat(store(KEYS.getPublic()).fetch(bundle.path().toString(), Optional.empty()).sha256())
        .isEqualTo(SpoiltBundle.sound().sha256());
    assertThat(store().fetch(bundle.zip(Map.of()).toString(), Optional.empty()).sha256())
        .isEqualTo(SpoiltBundle.sound().sha256());
  }

  private SpoiltBundle bundle() throws Exception {
    return new SpoiltBundle(Files.createDirectories(folder.resolve("models")).resolve("bundle"));
  }

  private String place(Case hostile) throws Exception {
    Object place = hostile.spoiling().of(bundle());
    return place instanceof SpoiltBundle spoilt ? spoilt.path().toString() : place.toString();
  }

  private BundleStore store(PublicKey... keys) {
    return new BundleStore(
        new BundleRules(
            List.of(folder.resolve("models").toUri()),
            new BundleLimits(1 << 20, 1 << 20, 4 << 20, 1 << 20, 20),
            List.of(keys),
            S3Settings.defaults(),
            FetchTimes.defaults()),
        folder.resolve("cache"),
        1L << 30);
  }

  private static byte[] noise() {
    byte[] noise = new byte[4000];
    new Random(5).nextBytes(noise);
    return noise;
  }

  private static Object cutManifest(SpoiltBundle bundle) throws Exception {
    byte[] json = Files.readAllBytes(bundle.path().resolve("manifest.json"));
    return bundle.file("manifest.json", Arrays.copyOf(json, json.length / 2));
  }

  private static Object halfAModel(SpoiltBundle bundle) throws Exception {
    byte[] model = HostileModels.sound();
    return bundle.model(Arrays.copyOf(model, model.length / 2));
  }

  private static Object halfAZip(SpoiltBundle bundle) throws Exception {
    byte[] zip = Files.readAllBytes(bundle.zip(Map.of()));
    return file(bundle, Arrays.copyOf(zip, zip.length / 2));
  }

  /** Changes a byte of the deflated model; names and sizes stay. */
  private static Object damagedEntry(SpoiltBundle bundle) throws Exception {
    byte[] zip = Files.readAllBytes(bundle.zip(Map.of()));
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    int data = text.indexOf("manifest.json") + "manifest.json".length();
    for (int i = 0; i < 20; i++) {
      zip[data + 20 + i] ^= 0x55;
    }
    return file(bundle, zip);
  }

  /** Java writes no such zip, so a name of the same length becomes the same name. */
  private static Object entryTwice(SpoiltBundle bundle) throws Exception {
    byte[] zip = Files.readAllBytes(bundle.zip(Map.of("labelz.txt", utf8("x"))));
    String text = new String(zip, StandardCharsets.ISO_8859_1).replace("labelz", "labels");
    return file(bundle, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Path file(SpoiltBundle bundle, byte[] bytes) throws Exception {
    return Files.write(bundle.path().resolveSibling("spoilt.zip"), bytes);
  }

  private static Map<String, byte[]> inflating(String name) {
    return Map.of(name, new byte[64 << 20]);
  }

  private static Object signed(SpoiltBundle bundle, KeyPair keys) throws Exception {
    BundleWriter.writeSigned(
        BundleSignature.sign(Bundle.read(bundle.path()), keys.getPrivate()), bundle.path());
    return bundle;
  }

  private interface Change {
    byte[] of(byte[] outputs);
  }

  private static Object withGolden(SpoiltBundle bundle, Change change) throws Exception {
    BundleWriter.write(
        SpoiltBundle.sound().withGolden(List.of(SpoiltBundle.golden("ab".repeat(32), 1, 0, 0))),
        bundle.path(),
        IfPresent.REPLACE);
    String name = "golden/first.bin";
    return bundle.hashed(name, change.of(Files.readAllBytes(bundle.path().resolve(name))));
  }
}
