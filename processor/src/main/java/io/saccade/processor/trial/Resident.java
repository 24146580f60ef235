package io.saccade.processor.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory a process holds, as Linux tells it: what is in memory, and what was swapped. */
final class Resident {

  private static final Pattern HELD = Pattern.compile("(?m)^Vm(?:RSS|Swap):\\s+(\\d+) kB$");
  private static final int KIB = 1024;

  private Resident() {}

  /** Bytes that this process holds; 0 where the system does not tell. */
  static long here() {
    return of("self").orElse(0);
  }

  /**
   * Bytes that a process holds.
   *
   * @param process its number
   * @return empty where the system does not tell, or the process is gone
   */
  static OptionalLong of(String process) {
    Path status = Path.of("/proc", process, "status");
    try {
      Matcher held = HELD.matcher(Files.isReadable(status) ? Files.readString(status) : "");
      long bytes = 0;
      boolean told = false;
      while (held.find()) {
        told = true;
        bytes += Long.parseLong(held.group(1)) * KIB;
      }
      return told ? OptionalLong.of(bytes) : OptionalLong.empty();
    } catch (IOException gone) {
      return OptionalLong.empty();
    }
  }
}
