package io.saccade.bench.all;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one benchmark in a JVM of its own, so that none inherits what another has compiled, loaded
 * or left on the heap. It has this JVM's options, and speaks on the same terminal.
 */
final class BenchProcess {

  private static final String MAIN = "io.saccade.bench.Main";

  private BenchProcess() {}

  /** Returns the exit code; a benchmark that is interrupted is ended. */
  static int run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add(MAIN);
    command.add("bench");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    // In the environment, because a long command line is a trap of its own.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    try {
      return process.waitFor();
    } finally {
      process.destroy();
    }
  }
}
