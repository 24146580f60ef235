package io.saccade.bench.report;

import static io.saccade.bench.report.Markdown.number;

import io.saccade.bench.pipeline.CostCommand;
import io.saccade.bench.pipeline.CostRow;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What settings cost, measured side by side. */
final class CostSection implements Section {

  @Override
  public String results() {
    return CostCommand.RESULTS;
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<CostRow> results = Measured.read(folder, results(), CostRow.class);
    return new Markdown("What settings cost, side by side")
        .paragraph(
            """
            Two processors, each a process of its own, work off the same backlog at the same time,
            one as it is and one with the setting. *Change* is by how much more processor time an
            image takes with the setting, *chance* the same between two that do not differ.
            """)
        .table(
            List.of(
                "model", "setting", "rounds", "CPU ms/image", "change %", "chance %", "verdict"),
            results.rows().stream().map(CostSection::cells).toList())
        .source(results)
        .part();
  }

  private static List<String> cells(CostRow row) {
    return List.of(
        row.model(),
        row.setting(),
        Integer.toString(row.rounds()),
        number(row.cpuMillis(), 2),
        spread(row.change(), row.leastChange(), row.mostChange()),
        spread(row.chance(), row.leastChance(), row.mostChance()),
        (row.withinBound() ? "within " : "beyond ") + number(row.atMost(), 1) + " %");
  }

  private static String spread(double median, double least, double most) {
    return String.format(Locale.ROOT, "%+.2f (%+.2f to %+.2f)", median, least, most);
  }
}
