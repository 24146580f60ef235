package io.saccade.cli.fuzz;

import io.saccade.model.FileTree;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.Golden;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sound bundle that is changed: the demo's model with one golden image. */
final class FuzzedBundle {

  private FuzzedBundle() {}

  static Bundle bundle() throws Exception {
    Bundle plain = ColorModel.bundle("1");
    byte[] image = new ShapeImages(1, 16, 16, ImageFormat.PNG).draw(0).encoded();
    float[] outputs = new float[plain.labels().size()];
    outputs[0] = 1;
    return plain.withGolden(List.of(new Golden("first", image, "ab".repeat(32), outputs)));
  }

  /** Its files by name. */
  static SortedMap<String, byte[]> files() throws Exception {
    Path folder = Files.createTempDirectory("fuzzed-bundle");
    try {
      Path written = folder.resolve("bundle");
      BundleWriter.write(bundle(), written, IfPresent.REFUSE);
      SortedMap<String, byte[]> files = new TreeMap<>();
      try (Stream<Path> all = Files.walk(written)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          files.put(
              written.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
      return files;
    } finally {
      FileTree.delete(folder);
    }
  }
}
