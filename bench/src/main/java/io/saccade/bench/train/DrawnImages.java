package io.saccade.bench.train;

import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Drawn shapes in folders that are named for their colours. */
final class DrawnImages {

  private static final long SEED = 11;
  private static final int SIDE = 32;
  private static final int COUNT = 600;

  private DrawnImages() {}

  /** The folder, drawn unless it is there. */
  static Path in(Path folder) throws IOException {
    Path drawn = folder.resolve("drawn");
    if (Files.exists(drawn)) {
      return drawn;
    }
    for (String color : ShapeColor.labels()) {
      Files.createDirectories(drawn.resolve(color));
    }
    ShapeImages images = new ShapeImages(SEED, SIDE, SIDE, ImageFormat.PNG);
    for (int number = 0; number < COUNT; number++) {
      ShapeImage image = images.draw(number);
      Path file = drawn.resolve(image.color().label()).resolve("%04d.png".formatted(number));
      Files.write(file, image.encoded());
    }
    return drawn;
  }
}
