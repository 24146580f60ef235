package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.watch.AvroJson;
import io.saccade.schemas.SchemaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade drift fleet`. */
@Command(
    name = "fleet",
    description = {
      "Says which of many streams stand out in the latest window.",
      "",
      "Of a thousand cameras one has a p of 0.001 at any time. So all streams of a model are "
          + "taken together, and those are named of which no more than --rate are expected to be "
          + "chance (Benjamini and Hochberg), and which differ by as much as an alarm takes. It "
          + "reports, and raises no alarm: those are each stream's own."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade drift fleet --scale 1h",
      "  saccade drift fleet --model cats --rate 0.05",
      "  saccade drift fleet --format json        the reports of those that stand out"
    })
final class FleetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ReportOptions reports = new ReportOptions();
  @Mixin private ScaleOption scale = new ScaleOption();

  @Option(
      names = "--rate",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "How many of those that stand out may be chance, between 0 and 1 (default: "
              + "${DEFAULT-VALUE}).")
  private double rate;

  @Override
  public Integer call()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    if (!(rate > 0 && rate < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--rate must be between 0 and 1, but was " + rate);
    }
    List<Fleet> fleets = Fleet.of(reports.read(scale.length()), rate);
    PrintWriter out = spec.commandLine().getOut();
    boolean first = true;
    for (Fleet fleet : fleets) {
      if (reports.format() == OutputFormat.JSON) {
        fleet.standingOut().forEach(report -> out.println(AvroJson.of(report)));
      } else {
        out.print(first ? "" : System.lineSeparator());
        FleetText.of(fleet, rate).forEach(out::println);
      }
      first = false;
    }
    out.flush();
    return 0;
  }
}
