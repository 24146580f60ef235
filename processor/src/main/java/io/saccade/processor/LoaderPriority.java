package io.saccade.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the calling thread come after all others where cores are short. Linux gives each thread a
 * nice value of its own, which Java has no way to set; {@code renice} has. It cannot be undone
 * without a privilege, and threads that are made by the thread inherit it.
 */
final class LoaderPriority {

  /** Where Linux says which thread it is that asks, as in {@code 4711/task/4712}. */
  private static final Path SELF = Path.of("/proc/thread-self");

  private static final Logger LOG = LoggerFactory.getLogger(LoaderPriority.class);

  /** A lane has nine times the share of a core that is left to such a thread. */
  private static final String NICE = "10";

  private static final long SECONDS = 5;

  private LoaderPriority() {}

  /** Lowers it, where that is possible; where not, says so, and loads compete with lanes. */
  static void lower() throws InterruptedException {
    try {
      String thread = String.valueOf(Files.readSymbolicLink(SELF).getFileName());
      Process renice =
          new ProcessBuilder("renice", "-n", NICE, "-p", thread)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (renice.waitFor(SECONDS, TimeUnit.SECONDS) && renice.exitValue() == 0) {
        LOG.info("loads come after lanes thread={} nice={}", thread, NICE);
      } else {
        renice.destroy();
        LOG.info("loads compete with lanes reason=\"renice failed\"");
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.info("loads compete with lanes reason=\"{}\"", e.toString());
    }
  }
}
