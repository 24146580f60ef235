package io.saccade.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a benchmark as the launcher starts it. */
public final class Launched {

  /** A process that lives for seconds is done sooner without the compiler that optimizes. */
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Path temp;

  /** Keeps what the process writes in a folder. */
  public Launched(Path temp) {
    this.temp = temp;
  }

  /** The lines of standard output of {@code saccade bench …}, which must succeed. */
  public List<String> bench(String... options) throws IOException, InterruptedException {
    Path out = temp.resolve("out.txt");
    Path err = temp.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK);
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(temp.resolve("tmp")));
    command.addAll(List.of("-cp", Path.of("target", "lib").toAbsolutePath() + "/*"));
    command.addAll(List.of("io.saccade.bench.Main", "bench"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.destroy();
    }
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }

  /** What the benchmark, its broker and its processors have left behind. */
  public List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("tmp"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith("saccade"))
          .toList();
    }
  }
}
