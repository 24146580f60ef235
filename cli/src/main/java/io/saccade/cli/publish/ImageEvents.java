package io.saccade.cli.publish;

import io.saccade.cli.files.ImageFile;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ImageReference;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of image files. An id is {@code <run>-<number>-<file name>}: unique because the run
 * is, readable because the rest is. An event counts as captured when it is made: publishing a
 * folder stands for cameras that look now.
 */
final class ImageEvents {

  private static final int LONGEST_NAME = 100;

  private final String run;
  private final Clock clock;
  private final boolean byReference;
  private final Map<Path, ImageReference> references = new HashMap<>();

  private ImageEvents(String run, Clock clock, boolean byReference) {
    this.run = run;
    this.clock = clock;
    this.byReference = byReference;
  }

  /** Events that carry the image's bytes. */
  static ImageEvents inline(String run, Clock clock) {
    return new ImageEvents(run, clock, false);
  }

  /** Events that carry the file's URI and its SHA-256, for processors that can reach the file. */
  static ImageEvents byReference(String run, Clock clock) {
    return new ImageEvents(run, clock, true);
  }

  /** The event of this number of the run, counted from 0. */
  ImageEvent of(long number, ImageFile file) throws IOException {
    return ImageEvent.newBuilder()
        .setId("%s-%06d-%s".formatted(run, number, shortName(file.path())))
        .setCapturedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
        .setImage(
            byReference ? reference(file.path()) : ByteBuffer.wrap(Files.readAllBytes(file.path())))
        .setContentType(contentType(file.path()))
        .setAttributes(Map.of("file", file.name()))
        .build();
  }

  /** A file is hashed once however often it is published. */
  private ImageReference reference(Path path) throws IOException {
    ImageReference known = references.get(path);
    if (known == null) {
      known = new ImageReference(path.toRealPath().toUri().toString(), sha256(path));
      references.put(path, known);
    }
    return known;
  }

  private static String sha256(Path path) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String shortName(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
  }

  private static @Nullable String contentType(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.endsWith(".webp") ? "image/webp" : URLConnection.guessContentTypeFromName(name);
  }
}
