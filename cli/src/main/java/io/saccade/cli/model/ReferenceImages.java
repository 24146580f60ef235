package io.saccade.cli.model;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.files.ImageFiles;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The images of a folder, or of a zip while this is open. */
final class ReferenceImages implements AutoCloseable {

  private final ImageFiles files;
  private final @Nullable FileSystem zip;

  private ReferenceImages(ImageFiles files, @Nullable FileSystem zip) {
    this.files = files;
    this.zip = zip;
  }

  /**
   * Finds the images.
   *
   * @throws CommandFailedException where there are none
   */
  static ReferenceImages in(Path place) throws IOException, CommandFailedException {
    if (!Files.isRegularFile(place)) {
      return new ReferenceImages(ImageFiles.of(List.of(place)), null);
    }
    FileSystem zip;
    try {
      zip = FileSystems.newFileSystem(place);
    } catch (ProviderNotFoundException | IOException e) {
      throw new CommandFailedException(
          place + " is neither a folder nor a zip of images; name one of them", e);
    }
    try {
      return new ReferenceImages(ImageFiles.of(List.of(zip.getPath("/"))), zip);
    } catch (IOException | CommandFailedException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  ImageFiles files() {
    return files;
  }

  @Override
  public void close() throws IOException {
    if (zip != null) {
      zip.close();
    }
  }
}
