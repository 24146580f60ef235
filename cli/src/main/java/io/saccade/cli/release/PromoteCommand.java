package io.saccade.cli.release;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.processor.release.ReleaseChange;
import io.saccade.schemas.SchemaException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** `saccade release promote`. */
@Command(
    name = "promote",
    description = {
      "Makes the canary the primary: it answers all keys.",
      "",
      "The primary until now is held ready for `release rollback`, until the next release. A shadow "
          + "goes on, beside the new primary."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade release promote --model cats",
      "  saccade release promote --model cats --reason \"a week without complaint\" --by anna"
    })
final class PromoteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DeskOptions place = new DeskOptions();
  @Mixin private IssueOptions issue = new IssueOptions();

  @Override
  public Integer call()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    return new Issuing(spec, place, issue).run(ReleaseChange::promote);
  }
}
