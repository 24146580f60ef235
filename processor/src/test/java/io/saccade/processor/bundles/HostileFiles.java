package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.BUNDLE_HASH;
import static io.saccade.model.RefusalCode.BUNDLE_PATH;
import static io.saccade.model.RefusalCode.MODEL_FORMAT;
import static io.saccade.processor.bundles.HostileCase.HTML;
import static io.saccade.processor.bundles.HostileCase.utf8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Bundles whose place, files or manifest are not as they must be. */
final class HostileFiles {

  private HostileFiles() {}

  static Stream<HostileCase> places() {
    return Stream.of(
        new HostileCase("outside of the roots", BUNDLE_PATH, b -> "/etc"),
        new HostileCase("nothing there", BUNDLE_PATH, b -> b.path() + "2"),
        new HostileCase("a way out and in again", BUNDLE_PATH, b -> b.path() + "/../" + "bundle"),
        new HostileCase("a way out, encoded", BUNDLE_PATH, b -> b.path().toUri() + "%2e%2e/bundle"),
        new HostileCase(
            "a link to a bundle",
            BUNDLE_PATH,
            b -> Files.createSymbolicLink(b.path().resolveSibling("link"), b.path())),
        new HostileCase(
            "a link in the bundle",
            BUNDLE_PATH,
            b -> {
              byte[] model = HostileModels.sound();
              Path real = Files.write(b.path().resolveSibling("real.onnx"), model);
              b.without("model.onnx");
              Files.createSymbolicLink(b.path().resolve("model.onnx"), real);
              return b.path();
            }),
        new HostileCase(
            "a folder in the bundle that is a link",
            BUNDLE_PATH,
            b -> {
              Path real = Files.createDirectory(b.path().resolveSibling("golden"));
              Files.createSymbolicLink(b.path().resolve("golden"), real);
              return b.path();
            }),
        new HostileCase(
            "a name in the manifest that leads out",
            BUNDLE_PATH,
            b -> b.manifest(m -> m.withObject("/files").put("../../secret", "ab".repeat(32)))),
        new HostileCase(
            "an absolute name in the manifest",
            BUNDLE_PATH,
            b -> b.manifest(m -> m.withObject("/files").put("/etc/passwd", "ab".repeat(32)))));
  }

  static Stream<HostileCase> files() {
    return Stream.of(
        new HostileCase("other labels", BUNDLE_HASH, b -> b.file("labels.txt", utf8("a\nb\nc\n"))),
        new HostileCase(
            "another model", BUNDLE_HASH, b -> b.file("model.onnx", HostileModels.deep(1))),
        new HostileCase("no labels", BUNDLE_HASH, b -> b.without("labels.txt")),
        new HostileCase("no model", BUNDLE_HASH, b -> b.without("model.onnx")),
        new HostileCase("a stray file", BUNDLE_HASH, b -> b.file("run.sh", utf8("rm -r"))),
        new HostileCase("a library", BUNDLE_HASH, b -> b.file("golden/libcustom.so", new byte[8])));
  }

  static Stream<HostileCase> manifests() {
    return Stream.of(
        new HostileCase(
            "an empty manifest", MODEL_FORMAT, b -> b.file("manifest.json", new byte[0])),
        new HostileCase("no manifest", MODEL_FORMAT, b -> b.without("manifest.json")),
        new HostileCase(
            "a page as manifest", MODEL_FORMAT, b -> b.file("manifest.json", utf8(HTML))),
        new HostileCase(
            "an array as manifest", MODEL_FORMAT, b -> b.file("manifest.json", utf8("[]"))),
        new HostileCase("a cut manifest", MODEL_FORMAT, HostileFiles::cutManifest),
        new HostileCase(
            "a manifest without end",
            MODEL_FORMAT,
            b -> b.file("manifest.json", utf8("[".repeat(100_000)))),
        new HostileCase(
            "a huge manifest", MODEL_FORMAT, b -> b.file("manifest.json", new byte[2 << 20])),
        new HostileCase(
            "a later format", MODEL_FORMAT, b -> b.manifest(m -> m.put("formatVersion", 2))),
        new HostileCase(
            "a huge image",
            MODEL_FORMAT,
            b -> b.manifest(m -> m.withObject("/input").put("width", Integer.MAX_VALUE))),
        new HostileCase(
            "a scale of nothing",
            MODEL_FORMAT,
            b -> b.manifest(m -> m.withObject("/input").put("scale", "NaN"))),
        new HostileCase(
            "classes without number",
            MODEL_FORMAT,
            b -> b.manifest(m -> m.withObject("/output").put("classes", -3))),
        new HostileCase(
            "a name that is markup", MODEL_FORMAT, b -> b.manifest(m -> m.put("name", "<script>"))),
        new HostileCase(
            "a signature that the manifest names",
            MODEL_FORMAT,
            b -> b.hashed("manifest.json.sig", new byte[9])));
  }

  private static Object cutManifest(SpoiltBundle bundle) throws Exception {
    byte[] json = Files.readAllBytes(bundle.path().resolve("manifest.json"));
    return bundle.file("manifest.json", Arrays.copyOf(json, json.length / 2));
  }
}
