package io.saccade.bench.report;

import static io.saccade.bench.report.Markdown.number;

import io.saccade.bench.pipeline.SettingRow;
import io.saccade.bench.pipeline.SettingsCommand;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What settings cost. */
final class SettingsSection implements Section {

  @Override
  public String results() {
    return SettingsCommand.RESULTS;
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<SettingRow> results = Measured.read(folder, results(), SettingRow.class);
    return new Markdown("What settings cost")
        .paragraph(
            """
            The processor as it is and with one setting more work off the same backlog in turns. A
            ratio is taken within a round; over 1 it is faster with the setting. *Again* is the
            processor as it is once more: what lies within its spread is chance.
            """)
        .table(
            List.of("model", "setting", "images/s", "ratio", "least to most", "CPU ms/image"),
            results.rows().stream().map(SettingsSection::cells).toList())
        .source(results)
        .part();
  }

  private static List<String> cells(SettingRow row) {
    return List.of(
        row.model(),
        row.setting(),
        number(row.rate(), 1),
        number(row.ratio(), 3),
        number(row.leastRatio(), 3) + " to " + number(row.mostRatio(), 3),
        number(row.cpuMillis(), 2));
  }
}
