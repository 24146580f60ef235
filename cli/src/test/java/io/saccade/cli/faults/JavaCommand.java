package io.saccade.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What can be asked of a running Java process by the {@code jcmd} beside this Java. */
final class JavaCommand {

  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  private JavaCommand() {}

  /** Whether there is something to ask with. */
  static boolean isKnown() {
    return Files.isExecutable(JCMD);
  }

  /** What the process of that id answers to the command, line by line. */
  static List<String> answer(long pid, String command) throws IOException {
    Process jcmd =
        new ProcessBuilder(JCMD.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    try (var lines = jcmd.inputReader()) {
      return lines.lines().toList();
    }
  }
}
