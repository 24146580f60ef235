package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.Graphs;
import io.saccade.model.shapes.ShapeImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small bundles for tests. */
final class Bundles {

  static final List<String> LABELS = List.of("red", "green", "blue");

  /** How many features {@link #featured} has. */
  static final int FEATURES = 3;

  private Bundles() {}

  static ModelDeclaration declared() {
    return ModelDeclaration.of(
        "tiny",
        "1",
        new ModelInput("image", Preprocessing.torchvision(8)),
        new ModelOutput("scores", OutputKind.LOGITS, 3));
  }

  static Bundle plain() throws BundleRefusedException {
    return Bundle.of(declared(), Graphs.classifier(), LABELS);
  }

  /** With the pooled colours as features. */
  static Bundle featured() throws BundleRefusedException {
    ModelDeclaration plain = declared();
    ModelDeclaration featured =
        new ModelDeclaration(
            plain.name(),
            plain.version(),
            plain.family(),
            plain.input(),
            plain.output(),
            Optional.of(new FeatureOutput("pooled", FEATURES)));
    return Bundle.of(featured, Graphs.featured(), LABELS);
  }

  /** With one golden image. */
  static Bundle golden() throws BundleRefusedException {
    byte[] image = new ShapeImages(1, 16, 16, ImageFormat.PNG).draw(0).encoded();
    return plain()
        .withGolden(
            List.of(new Golden("first", image, "ab".repeat(32), new float[] {0.7f, 0.2f, 0.1f})));
  }

  /** The golden bundle as a folder. */
  static Path folder(Path parent) throws BundleRefusedException, IOException {
    Path folder = parent.resolve("bundle");
    BundleWriter.write(golden(), folder, IfPresent.REFUSE);
    return folder;
  }

  /** A zip of these entries, whatever their names. */
  static Path zip(Path parent, Map<String, byte[]> entries) throws IOException {
    Path file = parent.resolve("made.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
