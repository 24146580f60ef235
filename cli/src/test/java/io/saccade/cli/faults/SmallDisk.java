package io.saccade.cli.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A disk of a few mebibytes, in memory, that is filled up and given room again. */
final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 4096;

  private final Path folder;
  private final Path ballast;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
  }

  /** Mounts one; where this user may not, the test is skipped. */
  static SmallDisk mount(Path folder, int mebibytes) throws IOException {
    Files.createDirectories(folder);
    String refusal =
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
    Assumptions.assumeTrue(refusal.isEmpty(), "no disk can be mounted here: " + refusal);
    return new SmallDisk(folder);
  }

  /** Takes all room but this. */
  void fill(long leftBytes) throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (room() > leftBytes) {
        out.write(block);
      }
    }
  }

  /** Gives back all that {@link #fill} took. */
  void makeRoom() throws IOException {
    Files.delete(ballast);
  }

  long room() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  @Override
  public void close() throws IOException {
    String refusal = run("umount", "-l", folder.toString());
    if (!refusal.isEmpty()) {
      throw new IOException(refusal);
    }
  }

  /** What it complained about, or nothing where it succeeded. */
  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return process.waitFor() == 0 ? "" : List.of(command) + ": " + output;
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }
}
