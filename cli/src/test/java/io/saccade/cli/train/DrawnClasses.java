package io.saccade.cli.train;

import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Folders of drawn images, one for each colour. */
public final class DrawnClasses {

  private static final int SIDE = 32;

  private DrawnClasses() {}

  /** Draws so many images of each of these colours. */
  public static Path in(Path folder, int each, ShapeColor... colors) throws Exception {
    Map<ShapeColor, Integer> missing = new EnumMap<>(ShapeColor.class);
    for (ShapeColor color : colors) {
      missing.put(color, each);
      Files.createDirectories(folder.resolve(color.label()));
    }
    ShapeImages images = new ShapeImages(11, SIDE, SIDE, ImageFormat.PNG);
    for (long number = 0; missing.values().stream().anyMatch(left -> left > 0); number++) {
      ShapeImage image = images.draw(number);
      int left = missing.getOrDefault(image.color(), 0);
      if (List.of(colors).contains(image.color()) && left > 0) {
        Path file = folder.resolve(image.color().label()).resolve("%04d.png".formatted(number));
        Files.write(file, image.encoded());
        missing.put(image.color(), left - 1);
      }
    }
    return folder;
  }
}
