package io.saccade.bench.report;

import static io.saccade.bench.report.Markdown.number;

import io.saccade.bench.pipeline.ContenderRow;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Saccade against the bare loop and plain Kafka Streams. */
final class PipelineSection implements Section {

  private static final String PER_RECORD = "per record";

  @Override
  public String results() {
    return "pipeline";
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<ContenderRow> results = Measured.read(folder, results(), ContenderRow.class);
    List<ContenderRow> rows = results.rows();
    Markdown page =
        new Markdown("Against the bare loop and plain Kafka Streams")
            .paragraph(
                """
                The bare loop decodes and infers the same images on the same cores without Kafka, at
                its best lanes, threads and batch. *Per record* is plain Kafka Streams with ImageIO
                and one image a call; with one stream thread it takes a part of the events. All run
                in turns; both Kafka applications are exactly-once, against a real broker on the
                same cores, whose processor time is counted.

                All have run for a while before, unmeasured: a processor runs for weeks, and the
                compilers of both JVMs are busy for the first minutes, in which Saccade reaches some
                0.88 of the bare loop. What it lacks later is processor time that Kafka takes: the
                broker, fetching, committing. That goes by the second and by the byte, not by the
                image, so that a fast model loses a larger share, and loses less where the broker has
                cores of its own.
                """)
            .table(
                List.of(
                    "model", "contender", "images/s", "least to most", "of bare", "CPU ms/image"),
                rows.stream().map(PipelineSection::cells).toList());
    rows.stream()
        .filter(row -> row.contender().startsWith("saccade"))
        .forEach(saccade -> page.paragraph(verdict(saccade, rows)));
    return page.source(results).part();
  }

  private static List<String> cells(ContenderRow row) {
    return List.of(
        row.model(),
        row.contender(),
        number(row.rate(), 1),
        number(row.least(), 1) + " to " + number(row.most(), 1),
        number(row.ratioToBare(), 2),
        number(row.cpuMillis(), 2));
  }

  private static String verdict(ContenderRow saccade, List<ContenderRow> rows) {
    StringBuilder verdict = new StringBuilder();
    verdict.append(
        String.format(
            Locale.ROOT, "%s: %.2f of the bare loop", saccade.model(), saccade.ratioToBare()));
    for (ContenderRow row : rows) {
      if (row.model().equals(saccade.model()) && row.contender().startsWith(PER_RECORD)) {
        verdict.append(
            String.format(
                Locale.ROOT, ", %.2f times %s", saccade.rate() / row.rate(), row.contender()));
      }
    }
    return verdict.append('.').toString();
  }
}
