package io.saccade.model.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.model.image.Preprocessing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes a manifest in one fixed form, because its hash is the bundle's identity: the order of the
 * fields, two blanks a level, newlines of one character, and numbers by an algorithm of the
 * library's own, since the JDK changed its own in version 19.
 */
final class ManifestWriter {

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build()
          .writer(
              new DefaultPrettyPrinter()
                  .withSeparators(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private ManifestWriter() {}

  static byte[] write(Manifest manifest) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("formatVersion", Manifest.FORMAT_VERSION);
    root.put("name", manifest.name());
    root.put("version", manifest.version());
    root.put("family", manifest.family());
    input(root.putObject("input"), manifest.input());
    root.putObject("output")
        .put("name", manifest.output().name())
        .put("kind", nameOf(manifest.output().kind()))
        .put("classes", manifest.output().classes());
    manifest
        .features()
        .ifPresent(
            features ->
                root.putObject("features")
                    .put("name", features.name())
                    .put("width", features.width()));
    ArrayNode golden = root.putArray("golden");
    for (GoldenEntry entry : manifest.golden()) {
      golden
          .addObject()
          .put("name", entry.name())
          .put("image", entry.image())
          .put("outputs", entry.outputs())
          .put("tensorSha256", entry.tensorSha256());
    }
    ObjectNode files = root.putObject("files");
    manifest.files().forEach(files::put);
    return bytes(root);
  }

  /** The input as the manifest writes it: whatever else changes, equal inputs give equal bytes. */
  static byte[] write(ModelInput input) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    input(root, input);
    return bytes(root);
  }

  private static byte[] bytes(ObjectNode root) {
    try {
      return (WRITER.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  /** The manifest's word for a constant. */
  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void input(ObjectNode node, ModelInput input) {
    Preprocessing preprocessing = input.preprocessing();
    node.put("name", input.name())
        .put("width", preprocessing.width())
        .put("height", preprocessing.height())
        .put("resizeShorterTo", preprocessing.resizeShorterTo())
        .put("color", nameOf(preprocessing.color()))
        .put("layout", nameOf(preprocessing.layout()))
        .put("type", nameOf(preprocessing.type()))
        .put("filter", nameOf(preprocessing.filter()))
        .put("scale", preprocessing.scale());
    preprocessing.mean().forEach(node.putArray("mean")::add);
    preprocessing.std().forEach(node.putArray("std")::add);
    node.putArray("background")
        .add(preprocessing.background().red())
        .add(preprocessing.background().green())
        .add(preprocessing.background().blue());
  }
}
