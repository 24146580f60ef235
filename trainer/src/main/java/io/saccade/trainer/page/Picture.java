package io.saccade.trainer.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** An encoded image that every browser shows, to be put into a page. Immutable. */
public final class Picture {

  private final byte[] encoded;
  private final String mediaType;

  private Picture(byte[] encoded, String mediaType) {
    this.encoded = encoded;
    this.mediaType = mediaType;
  }

  /**
   * The image as it is; empty where browsers do not show its format.
   *
   * @param encoded copied
   */
  public static Optional<Picture> of(byte[] encoded) {
    return mediaType(encoded).map(type -> new Picture(encoded.clone(), type));
  }

  /** Pixels as a PNG, which keeps every one of them. */
  public static Picture png(BufferedImage image) {
    return new Picture(written(image, "png"), "image/png");
  }

  /**
   * Pixels as a JPEG, which is small.
   *
   * @param image without transparency
   */
  public static Picture jpeg(BufferedImage image) {
    return new Picture(written(image, "jpg"), "image/jpeg");
  }

  /** How many bytes it has. */
  public int size() {
    return encoded.length;
  }

  /** The picture as an address that holds all of it. */
  public String uri() {
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(encoded);
  }

  private static byte[] written(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Without a stream of its own ImageIO would go through a temporary file.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("no " + format + " can be made of " + image);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static Optional<String> mediaType(byte[] encoded) {
    if (startsWith(encoded, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of("image/jpeg");
    }
    if (startsWith(encoded, 0, 0x89, 'P', 'N', 'G')) {
      return Optional.of("image/png");
    }
    if (startsWith(encoded, 0, 'R', 'I', 'F', 'F') && startsWith(encoded, 8, 'W', 'E', 'B', 'P')) {
      return Optional.of("image/webp");
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] encoded, int from, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (from + i >= encoded.length || (encoded[from + i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
