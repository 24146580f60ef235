package io.saccade.bench.report;

import static io.saccade.bench.report.Markdown.number;

import io.saccade.bench.decode.DecodeRow;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Rates of decoding. */
final class DecodeSection implements Section {

  @Override
  public String results() {
    return "decode";
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<DecodeRow> results = Measured.read(folder, results(), DecodeRow.class);
    return new Markdown("From bytes to tensor")
        .paragraph(
            """
            Gate, decode, resize and write into the tensor, against ImageIO and Java 2D's bilinear
            filter, which leaves out most pixels of a large image where ours counts them all.
            MB/s are encoded bytes.
            """)
        .plot(plot(results.rows()))
        .table(
            List.of(
                "images",
                "kB",
                "threads",
                "images/s",
                "least to most",
                "MB/s",
                "ImageIO images/s",
                "times"),
            results.rows().stream().map(DecodeSection::cells).toList())
        .source(results)
        .part();
  }

  private static List<String> cells(DecodeRow row) {
    boolean both = row.imageIo() > 0;
    return List.of(
        images(row),
        number(row.imageBytes() / 1000.0, 0),
        number(row.threads(), 0),
        number(row.rate(), 1),
        number(row.least(), 1) + " to " + number(row.most(), 1),
        number(row.megabytes(), 1),
        both ? number(row.imageIo(), 1) : "cannot",
        both ? number(row.rate() / row.imageIo(), 1) : "");
  }

  private static Plot plot(List<DecodeRow> rows) {
    List<DecodeRow> single = rows.stream().filter(row -> row.threads() == 1).toList();
    return new Plot(
        "decode",
        "From bytes to tensor on one thread",
        "encoded images",
        "MB/s",
        Plot.Kind.BARS,
        single.stream().map(DecodeSection::label).toList(),
        List.of(
            new Plot.Series("Saccade", single.stream().map(DecodeRow::megabytes).toList()),
            new Plot.Series(
                "ImageIO",
                single.stream().map(row -> row.imageIo() * row.imageBytes() / 1e6).toList())));
  }

  private static String images(DecodeRow row) {
    return row.format() + " " + row.size();
  }

  /** Short, because labels stand side by side. */
  private static String label(DecodeRow row) {
    return "%s %s kB".formatted(row.format(), number(row.imageBytes() / 1000.0, 0));
  }
}
