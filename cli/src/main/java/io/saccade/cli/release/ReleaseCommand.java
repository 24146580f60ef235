package io.saccade.cli.release;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade release`. */
@Command(
    name = "release",
    description = {
      "Changes what serves while traffic runs, and shows what served when.",
      "",
      "A release is the whole wish for one model: the primary, which answers; if wanted a canary, "
          + "which answers a share of the keys instead; if wanted a shadow, which is scored beside "
          + "the primary and never answers. It is one record on the topic model-releases, which "
          + "every processor of the model follows. Nothing changes before every version of a "
          + "release has proven itself; a release that is refused changes nothing at all."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SetCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      StatusCommand.class,
      HistoryCommand.class
    },
    footerHeading = "%nExamples: from a new version to all of the traffic, and back%n",
    footer = {
      "  saccade release status                              what serves now",
      "  saccade release set --model cats --shadow 2 --shadow-bundle models/cats/2",
      "                                                      score 2 beside the primary",
      "  saccade release status --model cats                 read how far they agree",
      "  saccade release set --model cats --shadow none --canary 2=10",
      "                                                      2 for a tenth of the keys",
      "  saccade release status --model cats --key camera-7  who answers this key",
      "  saccade release promote --model cats                2 answers all keys",
      "  saccade release rollback --model cats               back to the version before",
      "  saccade release history --model cats                the audit"
    })
public final class ReleaseCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: set, promote, rollback, status or history");
  }
}
