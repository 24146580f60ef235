package io.saccade.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that checks files, where the machine has it.
 *
 * @param program its path
 */
record Tool(Path program) {

  /**
   * What it said.
   *
   * @param output both streams
   */
  record Ran(int code, String output) {}

  /** The program of this name; the test is skipped, with this reason, where there is none. */
  static Tool require(String name) {
    Optional<Path> found =
        List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), "there is no " + name + " on the PATH");
    return new Tool(found.orElseThrow());
  }

  Ran run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output);
  }
}
