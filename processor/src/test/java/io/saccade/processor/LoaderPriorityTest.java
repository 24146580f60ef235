package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class LoaderPriorityTest {

  private static final Path STAT = Path.of("/proc/thread-self/stat");

  /** The nineteenth field; the second is a name in parentheses, which may hold anything. */
  private static int nice() throws Exception {
    String stat = Files.readString(STAT);
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
  }

  @Test
  void letsOneThreadComeAfterAllOthers() throws Exception {
    assumeThat(Files.exists(STAT)).as("Linux, which has threads with a nice value").isTrue();
    assumeThat(Files.isExecutable(Path.of("/usr/bin/renice"))).as("renice").isTrue();
    int before = nice();
    ExecutorService loader = Executors.newSingleThreadExecutor();
    try {
      int lowered =
          loader
              .submit(
                  () -> {
                    LoaderPriority.lower();
                    return nice();
                  })
              .get();
      assertThat(lowered).isEqualTo(10);
      assertThat(nice()).isEqualTo(before);
    } finally {
      loader.shutdownNow();
    }
  }
}
