package io.saccade.cli.demo;

import io.saccade.model.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary folder that goes with its content.
 *
 * @param path where it is
 */
record ScratchFolder(Path path) implements AutoCloseable {

  static ScratchFolder create() throws IOException {
    return new ScratchFolder(Files.createTempDirectory("saccade-demo-"));
  }

  @Override
  public void close() throws IOException {
    FileTree.delete(path);
  }
}
