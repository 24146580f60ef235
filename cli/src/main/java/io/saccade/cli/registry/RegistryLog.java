package io.saccade.cli.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes of the registry in one file that only grows, each a line of JSON, on the disk before
 * the change counts. A process that is killed leaves at most a torn last line, which was never
 * acknowledged and is cut off at the next start. Used under the lock of its owner.
 */
final class RegistryLog implements AutoCloseable {

  private static final String FILE = "schemas.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel file;
  private final List<RegistryEvent> past;

  private RegistryLog(FileChannel file, List<RegistryEvent> past) {
    this.file = file;
    this.past = List.copyOf(past);
  }

  /**
   * Opens the log of a directory, making both if need be.
   *
   * @throws IOException if another process has it open, or a line that was acknowledged is broken
   */
  static RegistryLog open(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path path = directory.resolve(FILE);
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(file, path);
      List<RegistryEvent> past = new ArrayList<>();
      long good = read(path, past);
      if (good < file.size()) {
        file.truncate(good);
      }
      file.position(good);
      file.force(true);
      return new RegistryLog(file, past);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** What was in the file when it was opened, oldest first. */
  List<RegistryEvent> past() {
    return past;
  }

  /** Writes one change through to the disk; on failure the file is as it was. */
  void append(RegistryEvent event) throws IOException {
    long before = file.position();
    ByteBuffer line = ByteBuffer.wrap((event.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (line.hasRemaining()) {
        file.write(line);
      }
      file.force(false);
    } catch (IOException e) {
      file.truncate(before);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @SuppressWarnings("resource") // the lock goes with the channel
  private static void lock(FileChannel file, Path path) throws IOException {
    boolean free;
    try {
      free = file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      free = false;
    }
    if (!free) {
      throw new IOException(path + " is in use by another registry");
    }
  }

  /** Reads the lines that are whole; returns where the last of them ends. */
  private static long read(Path path, List<RegistryEvent> past) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        try {
          past.add(RegistryEvent.of(JSON.readTree(bytes, start, i - start)));
        } catch (IOException | IllegalArgumentException e) {
          if (i == bytes.length - 1) {
            return start; // torn as well: the file grew before its contents reached the disk
          }
          throw new IOException(
              "%s is damaged in line %d: restore it, or remove it to begin anew"
                  .formatted(path, past.size() + 1),
              e);
        }
        start = i + 1;
      }
    }
    return start;
  }
}
