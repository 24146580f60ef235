package io.saccade.cli;

import io.saccade.cli.model.GoldenImages;
import io.saccade.cli.model.LocalModels;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that tests work on, drawn and built by the project itself. */
public final class Samples {

  private Samples() {}

  /** Writes drawn images named {@code 000-red.jpg}: a number, and the colour that it shows. */
  public static Path images(Path folder, int count) throws Exception {
    Files.createDirectories(folder);
    ShapeImages images = new ShapeImages(7, 96, 80, ImageFormat.JPEG);
    for (int i = 0; i < count; i++) {
      ShapeImage image = images.draw(i);
      Files.write(
          folder.resolve("%03d-%s.jpg".formatted(i, image.color().label())), image.encoded());
    }
    return folder;
  }

  /** Writes a bundle whose model tells the colours of those images. */
  public static Path bundle(Path target) throws Exception {
    BundleWriter.write(
        GoldenImages.record(ColorModel.bundle("1"), new LocalModels()), target, IfPresent.REFUSE);
    return target;
  }
}
