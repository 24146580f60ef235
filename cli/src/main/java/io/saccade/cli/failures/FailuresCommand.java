package io.saccade.cli.failures;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade failures`. */
@Command(
    name = "failures",
    description = {
      "Lists the events that could not be classified, and tries them again once the cause is "
          + "mended.",
      "",
      "docs/failures.md says what every code means and how a replay keeps from doing anything "
          + "twice."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ListCommand.class, ReplayCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade failures list --summary           how many there are of each code",
      "  saccade failures replay --code IMAGE_PIXELS --dry-run",
      "                                            what would be tried again",
      "  saccade watch failures                    what arrives from now on"
    })
public final class FailuresCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: list or replay");
  }
}
