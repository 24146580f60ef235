package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.watch.AvroJson;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.AccuracyReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `saccade drift accuracy`. */
@Command(
    name = "accuracy",
    description = {
      "Says how many predictions were right, by the labels that have come.",
      "",
      "It shows the latest hour and the latest day of each stream that has labels, and what "
          + "became of the labels themselves. Figures change while labels come, and are final "
          + "labels.wait after the window. The estimate is the one that drift reports make "
          + "without labels, of the same images: where it does not agree, do not rely upon it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade drift accuracy",
      "  saccade drift accuracy --model cats --all      every window",
      "  saccade drift accuracy --format json > accuracy.jsonl",
      "",
      "Labels are sent with `saccade labels`, or by any program that writes Avro."
    })
final class AccuracyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AccuracyOptions reports = new AccuracyOptions();

  @Option(names = "--all", description = "Every window, the oldest first.")
  private boolean all;

  @Override
  public Integer call()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Instant now = Instant.now();
    boolean first = true;
    for (AccuracyReport report : shown(reports.read())) {
      if (reports.format() == OutputFormat.JSON) {
        out.println(AvroJson.of(report));
      } else {
        out.print(first ? "" : System.lineSeparator());
        AccuracyText.of(report, now).forEach(out::println);
      }
      first = false;
    }
    out.flush();
    return 0;
  }

  private List<AccuracyReport> shown(List<AccuracyReport> reports) {
    if (all) {
      return reports;
    }
    Map<List<String>, AccuracyReport> latest = new LinkedHashMap<>();
    for (AccuracyReport report : reports) {
      latest.put(
          List.of(report.getModel(), report.getSha256(), report.getStreamKey(), report.getScale()),
          report);
    }
    return new ArrayList<>(latest.values());
  }
}
