package io.saccade.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C does on a terminal, where it reaches the child too, and a bar is in its way. */
final class CtrlCIT {

  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final int CTRL_C = 3;

  @TempDir private Path folder;

  @Test
  @Timeout(240)
  void endsTheDemoWellWhileABarIsShown() throws Exception {
    assumeTrue(Files.isExecutable(SCRIPT), "there is no " + SCRIPT + " to be a terminal");
    Process demo = onATerminal("demo");
    try (OutputStream keys = demo.getOutputStream();
        Reader screen = new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8)) {
      String seen = readTo(screen, "epoch 1/");
      assertThat(seen).containsPattern("Train +\\d+% \\[=* *] +\\d+/\\d+ images");
      keys.write(CTRL_C);
      keys.flush();
      assertThat(readTo(screen, "learning")).contains("stopped while its model was learning");
      assertThat(demo.waitFor()).isEqualTo(1);
    } finally {
      demo.destroyForcibly().waitFor();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("saccade")))
          .isEmpty();
    }
  }

  private Process onATerminal(String command) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path lib = Path.of("target", "lib").toAbsolutePath();
    String line =
        "exec '%s' -Xmx768m '-Djava.io.tmpdir=%s' -cp '%s/*' io.saccade.cli.Main %s"
            .formatted(java, folder, lib, command);
    return new ProcessBuilder(SCRIPT.toString(), "-qec", line, "/dev/null")
        .redirectErrorStream(true)
        .start();
  }

  /** All that appears up to these words, or to the end. */
  private static String readTo(Reader screen, String words) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (int next = screen.read(); next >= 0; next = screen.read()) {
      seen.append((char) next);
      if (seen.indexOf(words, Math.max(0, seen.length() - words.length())) >= 0) {
        break;
      }
    }
    return seen.toString();
  }
}
