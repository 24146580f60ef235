package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;

/**
 * Where the files of a bundle are read from: a folder, a zip, or whatever else holds files by name.
 * Every file is read at most once.
 */
public interface BundleSource extends AutoCloseable {

  /**
   * The names of all files, with '/' between folders; refused where one leads out of the bundle.
   */
  SortedSet<String> names() throws BundleRefusedException, IOException;

  /**
   * The bytes of a file.
   *
   * @param name one of {@link #names}
   * @param limit how many bytes are read before the file is refused with {@code MODEL_FORMAT}
   */
  byte[] read(String name, int limit) throws BundleRefusedException, IOException;

  @Override
  void close() throws IOException;

  /** Opens a folder, or else a zip. */
  static BundleSource open(Path path, BundleLimits limits)
      throws BundleRefusedException, IOException {
    return Files.isDirectory(path) ? new FolderSource(path, limits) : ZipSource.open(path, limits);
  }
}
