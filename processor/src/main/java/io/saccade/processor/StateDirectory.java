package io.saccade.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Kafka Streams' local state: its own folder, closed to other users. */
final class StateDirectory {

  private StateDirectory() {}

  static void prepare(Path directory) throws StartException {
    try {
      Files.createDirectories(directory);
      if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new StartException(
          "the state directory %s cannot be used: %s; set state.dir".formatted(directory, e), e);
    }
  }
}
