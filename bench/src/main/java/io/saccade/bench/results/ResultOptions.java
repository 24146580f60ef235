package io.saccade.bench.results;

import io.saccade.cli.console.OutputFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say where results go, and how they look. */
public final class ResultOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write the results there too, as a file of JSON named after what was measured; `bench "
              + "report` reads it.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "How to print the results: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  public OutputFormat format() {
    return format;
  }

  /** Whether programs read what is printed. */
  public boolean json() {
    return format == OutputFormat.JSON;
  }

  /**
   * Writes the results where they are asked for, with the command that reproduces them.
   *
   * @param name of the file, without its ending
   */
  public void write(String name, List<?> rows) throws IOException {
    if (out.isPresent()) {
      String command = Reproduction.of(spec.commandLine().getParseResult().originalArgs());
      Measured.here(command, rows).write(out.get(), name);
    }
  }
}
