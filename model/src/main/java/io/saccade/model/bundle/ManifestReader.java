package io.saccade.model.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.ResizeFilter;
import io.saccade.model.image.Rgb;
import io.saccade.model.image.TensorLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a manifest strictly and reports all of its mistakes at once. */
final class ManifestReader {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ManifestReader() {}

  static Manifest read(byte[] json) throws BundleRefusedException {
    JsonNode root;
    try {
      root = MAPPER.readTree(text(json));
    } catch (JsonProcessingException e) {
      throw refused("it is not JSON: " + Printable.of(e.getOriginalMessage()));
    }
    int version = root.path("formatVersion").asInt(0);
    if (root.isObject() && version > Manifest.FORMAT_VERSION) {
      throw refused(
          "its formatVersion is "
              + version
              + ", but this Saccade reads only "
              + Manifest.FORMAT_VERSION
              + "; update Saccade");
    }
    List<String> mistakes = new ArrayList<>();
    Optional<Manifest> manifest = manifest(new JsonFields(root, "", mistakes));
    if (manifest.isPresent() && mistakes.isEmpty()) {
      return manifest.get();
    }
    throw refused(String.join("; ", mistakes));
  }

  /**
   * The manifest as text. RFC 8259 has JSON between systems in UTF-8, without a byte order mark.
   * The parser would guess at other encodings, and other readers guess otherwise: then they would
   * not see the same manifest behind one hash.
   */
  private static String text(byte[] json) throws BundleRefusedException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw refused("it is not UTF-8");
    }
    if (text.startsWith("\uFEFF")) {
      throw refused("it begins with a byte order mark; save it as UTF-8 without one");
    }
    if (text.indexOf('\0') >= 0) {
      throw refused("it is not UTF-8, but looks like UTF-16 or UTF-32");
    }
    return text;
  }

  private static Optional<Manifest> manifest(JsonFields root) throws BundleRefusedException {
    root.constant("formatVersion", Manifest.FORMAT_VERSION);
    String name = root.text("name");
    String version = root.text("version");
    String family = root.text("family");
    Optional<ModelInput> input = input(root.object("input"));
    Optional<ModelOutput> output = output(root.object("output"));
    Optional<FeatureOutput> features =
        root.has("features") ? features(root.object("features")) : Optional.empty();
    List<GoldenEntry> golden = new ArrayList<>();
    for (JsonFields entry : root.objects("golden")) {
      golden(entry).ifPresent(golden::add);
    }
    Map<String, String> files = root.texts("files");
    root.end();
    requireInside(files);
    return root.build(
        () ->
            new Manifest(
                name,
                version,
                family,
                input.orElseThrow(),
                output.orElseThrow(),
                features,
                golden,
                new TreeMap<>(files)));
  }

  private static void requireInside(Map<String, String> files) throws BundleRefusedException {
    for (String file : files.keySet()) {
      Optional<String> objection = BundleFiles.objection(file);
      if (objection.isPresent()) {
        throw new BundleRefusedException(
            RefusalCode.BUNDLE_PATH,
            "The manifest names the file '"
                + Printable.of(file)
                + "'; a name "
                + objection.get()
                + ".");
      }
    }
  }

  private static Optional<ModelInput> input(JsonFields fields) {
    String name = fields.text("name");
    int width = fields.integer("width");
    int height = fields.integer("height");
    int resizeShorterTo = fields.integer("resizeShorterTo");
    ColorOrder color = fields.oneOf("color", ColorOrder.class);
    TensorLayout layout = fields.oneOf("layout", TensorLayout.class);
    ElementType type = fields.oneOf("type", ElementType.class);
    ResizeFilter filter = fields.oneOf("filter", ResizeFilter.class);
    float scale = fields.number("scale");
    List<Float> mean = fields.numbers("mean");
    List<Float> std = fields.numbers("std");
    List<Integer> background = fields.integers("background", 3);
    fields.end();
    return fields.build(
        () ->
            new ModelInput(
                name,
                new Preprocessing(
                    width,
                    height,
                    resizeShorterTo,
                    color,
                    layout,
                    type,
                    filter,
                    scale,
                    mean,
                    std,
                    new Rgb(background.get(0), background.get(1), background.get(2)))));
  }

  private static Optional<ModelOutput> output(JsonFields fields) {
    String name = fields.text("name");
    OutputKind kind = fields.oneOf("kind", OutputKind.class);
    int classes = fields.integer("classes");
    fields.end();
    return fields.build(() -> new ModelOutput(name, kind, classes));
  }

  private static Optional<FeatureOutput> features(JsonFields fields) {
    String name = fields.text("name");
    int width = fields.integer("width");
    fields.end();
    return fields.build(() -> new FeatureOutput(name, width));
  }

  private static Optional<GoldenEntry> golden(JsonFields fields) {
    String name = fields.text("name");
    String image = fields.text("image");
    String outputs = fields.text("outputs");
    String tensorSha256 = fields.text("tensorSha256");
    fields.end();
    return fields.build(() -> new GoldenEntry(name, image, outputs, tensorSha256));
  }

  private static BundleRefusedException refused(String why) {
    return new BundleRefusedException(
        RefusalCode.MODEL_FORMAT, "The manifest is not accepted: " + why + ".");
  }
}
