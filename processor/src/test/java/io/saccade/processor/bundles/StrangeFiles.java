package io.saccade.processor.bundles;

import static io.saccade.model.RefusalCode.BUNDLE_PATH;
import static io.saccade.model.RefusalCode.MODEL_FORMAT;
import static io.saccade.model.RefusalCode.MODEL_LABELS;
import static io.saccade.processor.bundles.HostileCase.utf8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Folders, manifests and labels that nobody would write by mistake. */
final class StrangeFiles {

  private static final String HASH = "ab".repeat(32);

  private StrangeFiles() {}

  static Stream<HostileCase> folders() {
    return Stream.of(
        new HostileCase(
            "a link to itself", BUNDLE_PATH, b -> link(b, "model.onnx", Path.of("model.onnx"))),
        new HostileCase(
            "a link to its own folder", BUNDLE_PATH, b -> link(b, "golden", Path.of("."))),
        new HostileCase(
            "a manifest that is a folder",
            MODEL_FORMAT,
            b -> {
              b.without("manifest.json");
              Files.createDirectory(b.path().resolve("manifest.json"));
              return b;
            }),
        new HostileCase("a manifest without end", MODEL_FORMAT, b -> sparse(b, "manifest.json")),
        new HostileCase("a model without end", MODEL_FORMAT, b -> sparse(b, "model.onnx")),
        new HostileCase(
            "folders in folders",
            BUNDLE_PATH,
            b -> {
              Files.createDirectories(b.path().resolve("d/".repeat(500)));
              return b;
            }),
        new HostileCase(
            "folders beside folders",
            MODEL_FORMAT,
            b -> {
              for (int i = 0; i < 30; i++) {
                Files.createDirectory(b.path().resolve("d" + i));
              }
              return b;
            }));
  }

  static Stream<HostileCase> manifests() {
    return Stream.of(
        text("a field twice", json -> json.replaceFirst("\\{", "{\"name\":\"net\",")),
        text("a file twice", json -> within(json, "files", "\"model.onnx\":\"" + HASH + "\",")),
        text("a number without end", json -> scale(json, "1e999999999")),
        text("a number that is none", json -> scale(json, "NaN")),
        text("a number that is nothing", json -> scale(json, "1e-400")),
        text("pixels beyond all numbers", json -> scale(json, "3e38")),
        text("two documents", json -> json + "{}"),
        text("nested without end", json -> within(json, "input", "\"x\":" + "[".repeat(5000))),
        text("a version that wraps around", json -> format(json, "4294967297")),
        text("a version that is true", json -> format(json, "true")),
        new HostileCase(
            "another encoding",
            MODEL_FORMAT,
            b -> {
              String json = Files.readString(b.path().resolve("manifest.json"));
              return b.file("manifest.json", json.getBytes(StandardCharsets.UTF_16LE));
            }),
        new HostileCase(
            "names by case",
            MODEL_FORMAT,
            b -> b.manifest(m -> m.withObject("/files").put("Model.onnx", HASH))),
        new HostileCase("one golden image for many", MODEL_FORMAT, StrangeFiles::manyForOne),
        new HostileCase(
            "the model as a golden image",
            MODEL_FORMAT,
            b -> {
              b.hashed("golden/a.bin", new byte[12]);
              return b.manifest(m -> golden(m.putArray("golden"), "a", "model.onnx", "a"));
            }));
  }

  static Stream<HostileCase> labels() {
    return Stream.of(
        new HostileCase(
            "names that look alike", MODEL_LABELS, b -> b.labels("red\nred\u200b\nblue\n")),
        new HostileCase("a name of nothing", MODEL_LABELS, b -> b.labels("red\n\u00a0\nblue\n")),
        new HostileCase(
            "names that mean the same", MODEL_LABELS, b -> b.labels("\u00e9\ne\u0301\nblue\n")),
        new HostileCase(
            "names of another system", MODEL_LABELS, b -> b.labels("red\r\ngreen\r\nblue\r\n")),
        new HostileCase(
            "names in more bytes than they need",
            MODEL_LABELS,
            b ->
                b.hashed(
                    "labels.txt", new byte[] {'a', '\n', (byte) 0xc0, (byte) 0xaf, '\n', 'b'})));
  }

  private static HostileCase text(String name, UnaryOperator<String> change) {
    return new HostileCase(
        name,
        MODEL_FORMAT,
        bundle -> {
          String json = Files.readString(bundle.path().resolve("manifest.json"));
          String changed = change.apply(json);
          if (changed.equals(json)) {
            throw new IllegalStateException("nothing was changed");
          }
          return bundle.file("manifest.json", utf8(changed));
        });
  }

  private static String within(String json, String field, String first) {
    return json.replaceFirst("\"" + field + "\"\\s*:\\s*\\{", "$0" + first);
  }

  private static String scale(String json, String number) {
    return json.replaceFirst("\"scale\"\\s*:\\s*[0-9.]+", "\"scale\":" + number);
  }

  private static String format(String json, String version) {
    return json.replaceFirst("\"formatVersion\"\\s*:\\s*1", "\"formatVersion\":" + version);
  }

  private static Object link(SpoiltBundle bundle, String name, Path target) throws Exception {
    Files.deleteIfExists(bundle.path().resolve(name));
    Files.createSymbolicLink(bundle.path().resolve(name), target);
    return bundle;
  }

  /** A file of a terabyte that takes no room. */
  private static Object sparse(SpoiltBundle bundle, String name) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(bundle.path().resolve(name).toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    return bundle;
  }

  private static Object manyForOne(SpoiltBundle bundle) throws Exception {
    bundle.hashed("golden/a.png", new byte[1 << 20]);
    bundle.hashed("golden/a.bin", new byte[12]);
    return bundle.manifest(
        manifest -> {
          ArrayNode golden = manifest.putArray("golden");
          for (int i = 0; i < 4000; i++) {
            golden(golden, "g" + i, "golden/a.png", "a");
          }
        });
  }

  private static ObjectNode golden(ArrayNode all, String name, String image, String outputs) {
    return all.addObject()
        .put("name", name)
        .put("image", image)
        .put("outputs", "golden/" + outputs + ".bin")
        .put("tensorSha256", HASH);
  }
}
