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

/** `saccade release rollback`. */
@Command(
    name = "rollback",
    description = {
      "Goes back to the primary before this one; canary and shadow end.",
      "",
      "The version before is held open, so that this takes about a second. Only `set` reaches "
          + "further back: versions that were seen before need no --bundle. To end a canary alone: "
          + "`release set --canary none`. After a release that was refused, which changed nothing, "
          + "it takes that one back."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade release rollback --model cats --reason \"takes dogs for cats\"",
      "  saccade release set --model cats --version 1       further back"
    })
final class RollbackCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DeskOptions place = new DeskOptions();
  @Mixin private IssueOptions issue = new IssueOptions();

  @Override
  public Integer call()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    return new Issuing(spec, place, issue).run(ReleaseChange::rollback);
  }
}
