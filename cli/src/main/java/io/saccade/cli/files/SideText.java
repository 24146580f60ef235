package io.saccade.cli.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a file is a text that lies beside images. What is named as an image is none, whatever is
 * in it: an error page saved as a photograph is a broken photograph.
 */
final class SideText {

  private static final int LOOK_AT = 512;
  private static final Set<String> IMAGES =
      Set.of("jpg", "jpeg", "jpe", "png", "webp", "bmp", "gif", "tif", "tiff");

  private SideText() {}

  static boolean is(Path file) throws IOException {
    if (IMAGES.contains(extension(file))) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      for (byte b : in.readNBytes(LOOK_AT)) {
        if (isBinary(b)) {
          return false;
        }
      }
    }
    return true;
  }

  /** No text has control characters, apart from tabs, line ends and form feeds. */
  private static boolean isBinary(byte b) {
    return b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f';
  }

  private static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
