package io.saccade.trainer.data;

import io.saccade.trainer.data.DataRefusedException.Fault;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;

/**
 * A zip of class-named folders, read in place. It stays open as long as its samples are reachable;
 * the platform closes it then.
 */
final class ZippedFolders implements ImageSource {

  private final Path zip;

  ZippedFolders(Path zip) {
    this.zip = zip;
  }

  @Override
  public Listing list() throws DataRefusedException, IOException {
    FileSystem inside = opened();
    boolean listed = false;
    try {
      Path root = inside.getRootDirectories().iterator().next();
      Listing listing = new ClassFolders(root, zip.toString()).list();
      listed = true;
      return listing;
    } finally {
      if (!listed) {
        inside.close();
      }
    }
  }

  private FileSystem opened() throws DataRefusedException {
    try {
      return FileSystems.newFileSystem(zip);
    } catch (IOException | ProviderNotFoundException e) {
      throw new DataRefusedException(
          Fault.SOURCE, "%s is no zip that can be read: %s.".formatted(zip, e.getMessage()));
    }
  }
}
