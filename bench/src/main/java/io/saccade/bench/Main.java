package io.saccade.bench;

import io.saccade.bench.pipeline.PipelineCommand;
import io.saccade.cli.console.BadEndings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Where the process of {@code saccade bench …} starts. The launcher passes all of its words. */
public final class Main {

  private Main() {}

  /** The launcher's word, which this module alone answers to. */
  @Command(
      name = "saccade",
      mixinStandardHelpOptions = true,
      scope = ScopeType.INHERIT,
      usageHelpAutoWidth = true,
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:done",
        "1:failed; the message says what to do",
        "2:wrong usage; the message says what was expected"
      },
      subcommands = {BenchCommand.class, HelpCommand.class})
  static final class Root implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "a command is missing");
    }
  }

  /** {@code saccade bench}. */
  @Command(
      name = "bench",
      description = "Measures Saccade against the bare limit of this machine.",
      subcommands = PipelineCommand.class)
  static final class BenchCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "say what to measure: pipeline");
    }
  }

  /** Runs the benchmark that the arguments name, and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out =
        new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintWriter err =
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Runs a benchmark with its output going to these writers; returns the exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Root())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new BadEndings());
  }
}
