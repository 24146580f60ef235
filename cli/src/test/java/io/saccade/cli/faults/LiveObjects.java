package io.saccade.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is live on the heap of a Java process, as Java itself counts it. */
public final class LiveObjects {

  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  private final long pid;

  private LiveObjects(long pid) {
    this.pid = pid;
  }

  public static LiveObjects of(long pid) {
    return new LiveObjects(pid);
  }

  /** Whether there is something to count with. */
  public static boolean areKnown() {
    return Files.isExecutable(JCMD);
  }

  /** Bytes of the objects that somebody refers to. */
  public long bytes() throws IOException {
    Process jcmd =
        new ProcessBuilder(JCMD.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (var lines = jcmd.inputReader()) {
      return lines
          .lines()
          .filter(line -> line.startsWith("Total"))
          .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst()
          .orElseThrow(() -> new IOException("jcmd counted no live objects"));
    }
  }
}
