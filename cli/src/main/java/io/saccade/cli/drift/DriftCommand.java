package io.saccade.cli.drift;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade drift`. */
@Command(
    name = "drift",
    description = {
      "Says how far what a model sees has moved from its reference.",
      "",
      "A processor compares each window of images with the reference in the model's bundle and "
          + "writes a report. A report answers four questions: is it real, is it big, does it hurt, "
          + "and what changed. An alarm takes both: real and big.",
      "",
      "Images of one scene repeat each other, and count for more than they are worth until "
          + "windows in which all was well are accepted."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ShowCommand.class,
      HistoryCommand.class,
      FleetCommand.class,
      AcceptCommand.class,
      AccuracyCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade drift show                       the latest report of each stream, in words",
      "  saccade drift show --model cats --scale 1h",
      "  saccade drift history --model cats       one line a window",
      "  saccade drift fleet                      which of many streams stand out",
      "  saccade drift accept --model cats --last 12",
      "                                           all was well in these: learn from them",
      "  saccade drift accuracy                   how many were right, where labels have come",
      "  saccade watch drift                      what arrives from now on"
    })
public final class DriftCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: show, history, fleet, accept or accuracy");
  }
}
