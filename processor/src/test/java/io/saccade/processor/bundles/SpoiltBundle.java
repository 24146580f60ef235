package io.saccade.processor.bundles;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.Golden;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.bundle.ModelInput;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.shapes.ShapeImages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A sound bundle on disk whose files can be changed, with or without their hashes. */
final class SpoiltBundle {

  static final List<String> LABELS = List.of("red", "green", "blue");

  private final Path folder;

  /** Writes the sound bundle. */
  SpoiltBundle(Path folder) throws Exception {
    this.folder = folder;
    BundleWriter.write(sound(), folder, IfPresent.REPLACE);
  }

  static Bundle sound() throws Exception {
    return Bundle.of(
        ModelDeclaration.of(
            "net",
            "1",
            new ModelInput("image", Preprocessing.none(8, ColorOrder.RGB)),
            new ModelOutput("scores", OutputKind.LOGITS, 3)),
        HostileModels.sound(),
        LABELS);
  }

  /** With a golden image that no model comes to. */
  static Golden golden(String tensorSha256, float... probabilities) {
    byte[] image = new ShapeImages(1, 16, 16, ImageFormat.PNG).draw(0).encoded();
    return new Golden("first", image, tensorSha256, probabilities);
  }

  Path path() {
    return folder;
  }

  /** Changes a file and leaves the manifest as it is. */
  SpoiltBundle file(String name, byte[] bytes) throws IOException {
    Files.createDirectories(folder.resolve(name).resolveSibling(""));
    Files.write(folder.resolve(name), bytes);
    return this;
  }

  /** Changes a file and its hash in the manifest. */
  SpoiltBundle hashed(String name, byte[] bytes) throws Exception {
    file(name, bytes);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    return manifest(root -> root.withObject("/files").put(name, sha256));
  }

  SpoiltBundle model(byte[] bytes) throws Exception {
    return hashed("model.onnx", bytes);
  }

  SpoiltBundle labels(String text) throws Exception {
    return hashed("labels.txt", text.getBytes(StandardCharsets.UTF_8));
  }

  SpoiltBundle manifest(Consumer<ObjectNode> change) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Path file = folder.resolve("manifest.json");
    ObjectNode root = (ObjectNode) mapper.readTree(Files.readAllBytes(file));
    change.accept(root);
    Files.write(file, mapper.writeValueAsBytes(root));
    return this;
  }

  SpoiltBundle without(String name) throws IOException {
    Files.delete(folder.resolve(name));
    return this;
  }

  /** Every file by name. */
  Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** A zip beside the folder, of the files and more. */
  Path zip(Map<String, byte[]> more) throws IOException {
    Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
    Map<String, byte[]> all = files();
    all.putAll(more);
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : all.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return zip;
  }
}
