package io.saccade.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds in main memory, as Linux counts it. */
public final class ResidentMemory {

  private final Path status;

  private ResidentMemory(Path status) {
    this.status = status;
  }

  public static ResidentMemory of(long pid) {
    return new ResidentMemory(Path.of("/proc", Long.toString(pid), "status"));
  }

  /** Whether this system tells it. */
  public static boolean isKnown() {
    return Files.isReadable(Path.of("/proc/self/status"));
  }

  /** Bytes that it holds now. */
  public long bytes() throws IOException {
    return bytes("VmRSS:");
  }

  /** The most bytes that it has held at one time. */
  long peakBytes() throws IOException {
    return bytes("VmHWM:");
  }

  private long bytes(String field) throws IOException {
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(field)) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no " + field + " in " + status);
  }
}
