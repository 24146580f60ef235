package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.watch.AvroJson;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.DriftReport;
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

/** `saccade drift history`. */
@Command(
    name = "history",
    description = "Lists reports, one line a window, the latest last.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade drift history --model cats",
      "  saccade drift history --model cats --scale 1h --limit 24",
      "  saccade drift history --format json > reports.jsonl"
    })
final class HistoryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ReportOptions reports = new ReportOptions();
  @Mixin private ScaleOption scale = new ScaleOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many, the latest (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  public Integer call()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    if (limit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit must be at least 1, but was " + limit);
    }
    List<DriftReport> all = reports.read(scale.length());
    List<DriftReport> latest = all.subList(Math.max(0, all.size() - limit), all.size());
    PrintWriter out = spec.commandLine().getOut();
    if (reports.format() == OutputFormat.JSON) {
      latest.forEach(report -> out.println(AvroJson.of(report)));
    } else {
      out.println(ReportLine.HEAD);
      latest.forEach(report -> out.println(ReportLine.of(report)));
    }
    out.flush();
    return 0;
  }
}
