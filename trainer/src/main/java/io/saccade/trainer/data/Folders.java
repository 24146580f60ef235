package io.saccade.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is in a folder. */
final class Folders {

  private Folders() {}

  /** All that is right below, sorted. */
  static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> below = Files.list(folder)) {
      return below.sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The last part of the path. */
  static String name(Path path) {
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    // Some file systems end the names of folders so.
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }
}
