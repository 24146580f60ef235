package io.saccade.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade help`: what `--help` shows, for those who ask the other way round. */
@Command(
    name = "help",
    description = "Shows what a command does and takes, as its --help does.",
    footerHeading = "%nExamples:%n",
    footer = {"  saccade help publish", "  saccade help model package"})
final class ShowHelp implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, word by word.")
  private List<String> words = new ArrayList<>();

  @Override
  public void run() {
    CommandLine command = spec.commandLine().getParent();
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(command, "there is no command " + String.join(" ", words));
      }
      command = next;
    }
    command.usage(spec.commandLine().getOut());
  }
}
