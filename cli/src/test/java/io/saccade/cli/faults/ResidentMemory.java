package io.saccade.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds in main memory, as Linux counts it. */
public final class ResidentMemory {

  private final long pid;
  private final Path status;

  private ResidentMemory(long pid) {
    this.pid = pid;
    this.status = Path.of("/proc", Long.toString(pid), "status");
  }

  public static ResidentMemory of(long pid) {
    return new ResidentMemory(pid);
  }

  /** Whether this system tells it. */
  public static boolean isKnown() {
    return Files.isReadable(Path.of("/proc/self/status"));
  }

  /** Bytes that it holds now. */
  public long bytes() throws IOException {
    return bytes("VmRSS:");
  }

  /**
   * Bytes that it holds now, without what it has freed and the C library still keeps: of a Java
   * process. How much that is hangs on what the compilers did last, not on what is held.
   */
  public long bytesInUse() throws IOException {
    JavaCommand.answer(pid, "System.trim_native_heap");
    return bytes();
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
