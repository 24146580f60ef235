package io.saccade.cli.faults;

import java.io.IOException;

/** What is live on the heap of a Java process, as Java itself counts it. */
public final class LiveObjects {

  private final long pid;

  private LiveObjects(long pid) {
    this.pid = pid;
  }

  public static LiveObjects of(long pid) {
    return new LiveObjects(pid);
  }

  /** Whether there is something to count with. */
  public static boolean areKnown() {
    return JavaCommand.isKnown();
  }

  /** Bytes of the objects that somebody refers to. */
  public long bytes() throws IOException {
    return JavaCommand.answer(pid, "GC.class_histogram").stream()
        .filter(line -> line.startsWith("Total"))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new IOException("jcmd counted no live objects"));
  }
}
