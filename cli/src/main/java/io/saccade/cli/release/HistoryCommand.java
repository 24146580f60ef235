package io.saccade.cli.release;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.processor.release.PastRelease;
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

/** `saccade release history`. */
@Command(
    name = "history",
    description = {
      "Shows the audit: every release, who issued it and why, what each instance made of it, and "
          + "from which event on it answered. Oldest first.",
      "",
      "It is read from the topic model-status, which is never deleted. A release that was overtaken "
          + "before any instance saw it is known only until the topic of releases is compacted. "
          + "Epoch 0 is what an instance was started with."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade release history --model cats",
      "  saccade release history --model cats --limit 3",
      "  saccade release history --model cats --format json   a document a release"
    })
final class HistoryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DeskOptions place = new DeskOptions();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Only this model (default: every model that is known).")
  private Optional<String> model = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "Only the newest so many.")
  private Optional<Integer> limit = Optional.empty();

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
      for (String each : ChosenModels.of(desk, model)) {
        List<PastRelease> history = newest(desk.history(each));
        if (format == OutputFormat.JSON) {
          history.forEach(past -> out.println(ReleaseJson.past(past)));
        } else {
          out.println("model      " + each);
          history.forEach(past -> new HistoryTable(out).print(past));
        }
      }
    }
    return 0;
  }

  private List<PastRelease> newest(List<PastRelease> history) {
    int from = Math.max(0, history.size() - Math.max(0, limit.orElse(history.size())));
    return history.subList(from, history.size());
  }
}
