package io.saccade.trainer.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An encoded image in a file of its own. */
record FileContent(Path file) implements Content {

  @Override
  public byte[] read(int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }
}
