package io.saccade.cli.files;

import java.nio.file.Path;

/**
 * One file to be tried as an image.
 *
 * @param path where it is
 * @param name what to call it: the path as the user wrote it, and below a folder what follows
 * @param below where it lies in the folder that the user named; of a file that was named itself,
 *     its name
 */
public record ImageFile(Path path, String name, Path below) {

  /** A file that the user named. */
  static ImageFile named(Path path) {
    return new ImageFile(
        path, path.toString(), path.getFileName() == null ? path : path.getFileName());
  }
}
