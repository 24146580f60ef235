package io.saccade.bench.report;

import static io.saccade.bench.report.Markdown.number;

import io.saccade.bench.jmh.JmhRow;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The pieces that every image passes through. */
final class JmhSection implements Section {

  @Override
  public String results() {
    return "jmh";
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<JmhRow> results = Measured.read(folder, results(), JmhRow.class);
    return new Markdown("The pieces that every image passes through")
        .paragraph(
            """
            JMH, on one thread. The bytes are those that one operation allocates on the heap: an
            event of 110 kB is read without copying its image, and a tensor of 602 kB is written in
            place.
            """)
        .table(
            List.of("benchmark", "time", "±", "unit", "bytes allocated"),
            results.rows().stream().map(JmhSection::cells).toList())
        .source(results)
        .part();
  }

  private static List<String> cells(JmhRow row) {
    return List.of(
        "`" + row.benchmark() + "`",
        number(row.score(), 2),
        row.error() == 0 ? "" : number(row.error(), 2),
        row.unit(),
        number(row.bytes(), 0));
  }
}
