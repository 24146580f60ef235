package io.saccade.bench.report;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code saccade bench report}. */
@Command(
    name = "report",
    description = {
      "Renders results as a page with tables and plots.",
      "",
      "Reads the files that the other benchmarks write with --out, and writes benchmarks.md with "
          + "its plots in benchmarks/ beside it. What was not measured is left out. The same files "
          + "give the same page."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench report",
      "  saccade bench report --results results/ --out results/",
    })
public final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "docs",
      description = "Where the page goes (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("docs");

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the results are (default: benchmarks/ in the folder of --out).")
  private Optional<Path> results = Optional.empty();

  @Override
  public Integer call() throws IOException, CommandFailedException {
    Path folder = results.orElse(out.resolve("benchmarks"));
    Report report = Report.of(folder);
    if (report.isEmpty()) {
      throw new CommandFailedException(
          "there are no results in " + folder + "; make some with `saccade bench all --quick`");
    }
    Path plots = Files.createDirectories(out.resolve("benchmarks"));
    try (Progress progress = Progress.of("plots", report.plots().size(), "files")) {
      for (Plot plot : report.plots()) {
        PlotFile.write(plot, plots);
        progress.step();
      }
    }
    Path page = Files.writeString(out.resolve("benchmarks.md"), report.markdown());
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf("%s, with %d plots in %s%n", page, report.plots().size(), plots);
    writer.flush();
    return 0;
  }
}
