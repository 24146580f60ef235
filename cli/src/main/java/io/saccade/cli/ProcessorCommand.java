package io.saccade.cli;

import io.saccade.cli.console.LogOptions;
import io.saccade.cli.process.ProcessCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command of the processor's image. */
@Command(
    name = "saccade",
    description = "Runs the processor, and nothing else.",
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    subcommands = {ProcessCommand.class, ShowHelp.class})
final class ProcessorCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli sees it and shows the help
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the versions of saccade, Kafka and Java, and exit.")
  @SuppressWarnings("UnusedVariable") // picocli sees it and shows the versions
  private boolean version;

  @Mixin private LogOptions log = new LogOptions();

  /** Makes the process log as the options say. */
  void applyLogLevel() {
    log.apply();
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "a command is missing; it is process");
    }
  }
}
