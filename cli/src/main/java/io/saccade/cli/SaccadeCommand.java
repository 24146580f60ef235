package io.saccade.cli;

import io.saccade.cli.classify.ClassifyCommand;
import io.saccade.cli.console.LogOptions;
import io.saccade.cli.demo.DemoCommand;
import io.saccade.cli.draw.DrawCommand;
import io.saccade.cli.drift.DriftCommand;
import io.saccade.cli.failures.FailuresCommand;
import io.saccade.cli.labels.LabelsCommand;
import io.saccade.cli.model.ModelCommand;
import io.saccade.cli.process.ProcessCommand;
import io.saccade.cli.publish.PublishCommand;
import io.saccade.cli.release.ReleaseCommand;
import io.saccade.cli.replay.ReplayCommand;
import io.saccade.cli.sandbox.SandboxCommand;
import io.saccade.cli.train.TrainCommand;
import io.saccade.cli.watch.WatchCommand;
import io.saccade.cli.why.WhyCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: what it can do, and the options that every command has. */
@Command(
    name = "saccade",
    description = "Classifies images as they pass through Kafka.",
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; the message says what to do",
      "2:wrong usage; the message says what was expected"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade demo --headless            everything in one process, with a summary",
      "  saccade sandbox                    a Kafka broker and a registry to try with",
      "  saccade help publish               what a command does and takes"
    },
    subcommands = {
      DemoCommand.class,
      SandboxCommand.class,
      ProcessCommand.class,
      PublishCommand.class,
      LabelsCommand.class,
      WatchCommand.class,
      WhyCommand.class,
      ReleaseCommand.class,
      DriftCommand.class,
      ReplayCommand.class,
      FailuresCommand.class,
      DrawCommand.class,
      TrainCommand.class,
      ModelCommand.class,
      ClassifyCommand.class,
      ShowHelp.class
    })
final class SaccadeCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli sees it and shows the help
  private boolean help;

  // Not inherited: `model package` has a --version of its own.
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
      throw new ParameterException(spec.commandLine(), "a command is missing");
    }
  }
}
