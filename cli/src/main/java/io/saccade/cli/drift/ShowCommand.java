package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.watch.AvroJson;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** `saccade drift show`. */
@Command(
    name = "show",
    description = {
      "Explains the latest report of each stream: is it real, is it big, does it hurt, what changed.",
      "",
      "p is the chance of a window at least so far off where nothing has changed, corrected for "
          + "looking at several things. The effect is how big the difference is, from 0 to 1, "
          + "whatever the number of images. Whether it hurts is estimated, and known where labels "
          + "have come."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade drift show",
      "  saccade drift show --model cats --scale 1h",
      "  saccade drift show --model cats --format json"
    })
final class ShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ReportOptions reports = new ReportOptions();
  @Mixin private ScaleOption scale = new ScaleOption();
  @Mixin private LabelledWindows labelled = new LabelledWindows();

  @Override
  public Integer call()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    Map<List<String>, DriftReport> latest = new LinkedHashMap<>();
    for (DriftReport report : reports.read(scale.length())) {
      latest.put(List.of(report.getSha256(), report.getStreamKey(), report.getScale()), report);
    }
    boolean json = reports.format() == OutputFormat.JSON;
    Map<LabelledWindows.Window, AccuracyReport> known =
        json ? Map.of() : labelled.read(reports.streams());
    PrintWriter out = spec.commandLine().getOut();
    boolean first = true;
    for (DriftReport report : latest.values()) {
      if (json) {
        out.println(AvroJson.of(report));
      } else {
        out.print(first ? "" : System.lineSeparator());
        ReportText.of(report, LabelledWindows.of(report, known)).lines().forEach(out::println);
      }
      first = false;
    }
    out.flush();
    return 0;
  }
}
