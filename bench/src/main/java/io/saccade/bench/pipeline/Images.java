package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.files.ImageFile;
import io.saccade.cli.files.ImageFiles;
import io.saccade.model.NativeHandles;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.Preprocessor;
import io.saccade.model.shapes.ShapeImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The encoded images of a benchmark. */
public final class Images {

  private static final int DRAWN = 64;
  private static final long SEED = 1;
  private static final int MIN_SIDE = 16;
  private static final int PROBE_SIDE = 256;
  private static final int PROBES = 4;
  private static final int PROBED = 16;

  private Images() {}

  /** Drawn ones, square JPEGs. */
  public static List<byte[]> drawn(int side) {
    return drawn(side, DRAWN);
  }

  private static List<byte[]> drawn(int side, int count) {
    ShapeImages images = new ShapeImages(SEED, side, side, ImageFormat.JPEG);
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(number -> images.draw(number).encoded())
        .toList();
  }

  /**
   * Drawn ones whose JPEGs have about so many bytes on average, within a twentieth or as near as
   * whole pixels come. Under their noise, bytes grow with the area.
   */
  public static List<byte[]> ofAbout(int bytes) {
    return ofAbout(bytes, DRAWN);
  }

  /** As {@link #ofAbout(int)}, so many of them. */
  public static List<byte[]> ofAbout(int bytes, int count) {
    int side = PROBE_SIDE;
    for (int step = 0; step < PROBES; step++) {
      double mean = meanBytes(side);
      if (Math.abs(mean - bytes) < 0.02 * bytes) {
        break;
      }
      side = Math.max(MIN_SIDE, (int) Math.round(side * Math.sqrt(bytes / mean)));
    }
    return drawn(side, count);
  }

  private static double meanBytes(int side) {
    return drawn(side, PROBED).stream().mapToInt(image -> image.length).average().orElseThrow();
  }

  /**
   * Those of a folder, without the ones that would be refused.
   *
   * @throws CommandFailedException if none is left
   */
  public static List<byte[]> of(Path folder, Preprocessing preprocessing)
      throws IOException, CommandFailedException {
    Preprocessor preprocessor =
        new Preprocessor(
            preprocessing,
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(Long.MAX_VALUE),
            new NativeHandles());
    List<byte[]> images = new ArrayList<>();
    for (ImageFile file : ImageFiles.of(List.of(folder)).files()) {
      byte[] encoded = Files.readAllBytes(file.path());
      try {
        preprocessor.decode(ByteBuffer.wrap(encoded)).close();
        images.add(encoded);
      } catch (ImageRefusedException e) {
        // Failures are measured by tests; here every event must be worth a prediction.
      }
    }
    if (images.isEmpty()) {
      throw new CommandFailedException("no image under " + folder + " can be decoded");
    }
    return images;
  }
}
