package io.saccade.bench.jmh;

import io.saccade.bench.results.Measured;
import io.saccade.bench.results.Reproduction;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code saccade bench jmh}. */
@Command(
    name = "jmh",
    description = {
      "Measures the pieces that every image passes through, with JMH.",
      "",
      "Each benchmark runs in JVMs of its own. Beside the time of one operation stand the bytes "
          + "that it allocates on the heap: reading an event must not copy its image, and "
          + "preprocessing must not allocate."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench jmh",
      "  saccade bench jmh AvroBenchmark --quick",
    })
public final class JmhCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..1",
      defaultValue = ".*",
      description =
          "A regular expression that finds the benchmarks (default: all of them: Batcher, Avro, "
              + "Image, Scores).")
  private String pattern = ".*";

  @Option(names = "--quick", description = "One short fork: shows that it runs, not how fast.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the results there too, as jmh.json.")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() throws IOException, CommandFailedException {
    // The class path goes into a jar: ONNX Runtime has crashed on command lines over 4,096 bytes.
    System.setProperty("jmh.separateClasspathJAR", "true");
    List<JmhRow> rows;
    try {
      rows = new Runner(options().build()).run().stream().map(JmhRow::of).toList();
    } catch (RunnerException e) {
      throw new CommandFailedException("JMH: " + e.getMessage(), e);
    }
    print(rows);
    if (out.isPresent()) {
      String command = Reproduction.of(spec.commandLine().getParseResult().originalArgs());
      Measured.here(command, rows).write(out.get(), "jmh");
    }
    return 0;
  }

  private ChainedOptionsBuilder options() {
    TimeValue time = TimeValue.milliseconds(quick ? 200 : 1000);
    return new OptionsBuilder()
        .include("io\\.saccade\\.bench\\.jmh\\..*" + pattern)
        .forks(quick ? 1 : 3)
        .warmupIterations(quick ? 2 : 5)
        .warmupTime(time)
        .measurementIterations(quick ? 2 : 5)
        .measurementTime(time)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(Terminal.isWatched() ? VerboseMode.NORMAL : VerboseMode.SILENT);
  }

  private void print(List<JmhRow> rows) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf("%n%-36s %14s %10s %-7s %12s%n", "", "time", "+-", "", "bytes/op");
    for (JmhRow row : rows) {
      writer.println(
          String.format(
              Locale.ROOT,
              "%-36s %14.3f %10.3f %-7s %12.1f",
              row.benchmark(),
              row.score(),
              row.error(),
              row.unit(),
              row.bytes()));
    }
    writer.flush();
  }
}
