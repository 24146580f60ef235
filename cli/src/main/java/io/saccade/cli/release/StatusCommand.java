package io.saccade.cli.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.processor.release.ModelState;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.release.ReleaseJson;
import io.saccade.schemas.SchemaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `saccade release status`. */
@Command(
    name = "status",
    description = {
      "Shows what is wanted of a model, what every instance does about it, who answers which key, "
          + "and how far a shadow agrees.",
      "",
      "An instance is living while it is a member of its consumer group. A key is answered by the "
          + "canary where its place among 100, a hash of model and key, is below the canary's "
          + "share: the same on every instance and in every replay."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade release status                               every model",
      "  saccade release status --model cats",
      "  saccade release status --model cats --key camera-7 --key camera-8",
      "  saccade release status --model cats --format json    with the whole agreement matrix"
    })
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DeskOptions place = new DeskOptions();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Only this model (default: every model that is known).")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Say which version answers this stream key; may be repeated.")
  private List<String> keys = List.of();

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many of the commonest disagreements with a shadow to show (default: "
              + "${DEFAULT-VALUE}).")
  private int pairs;

  @Option(names = "--all", description = "Show instances that are gone as well.")
  private boolean all;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (DeskOptions.OpenDesk open = place.open()) {
      ReleaseDesk desk = open.desk();
      boolean first = true;
      for (String each : ChosenModels.of(desk, model)) {
        ModelState state = desk.state(each);
        if (format == OutputFormat.JSON) {
          out.println(json(state));
        } else {
          if (!first) {
            out.println();
          }
          new StatusTable(out, place.topics()).print(state, all, pairs);
          KeyTable.print(state, keys, out);
        }
        first = false;
      }
    }
    return 0;
  }

  private ObjectNode json(ModelState state) {
    ObjectNode node = ReleaseJson.state(state);
    if (!keys.isEmpty()) {
      node.set("keys", ReleaseJson.keys(state, keys));
    }
    return node;
  }
}
