package io.saccade.bench.report;

import io.saccade.bench.drift.CaseTable;
import io.saccade.bench.drift.DriftCommand;
import io.saccade.bench.drift.DriftRow;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One gate that what is said of drift is held to, and what it reaches. */
final class DriftSection implements Section {

  private final String gate;
  private final String text;

  private DriftSection(String gate, String text) {
    this.gate = gate;
    this.text = text;
  }

  /** The sections of all gates, but for those with tables of their own. */
  static List<Section> all() {
    return List.of(
        new DriftSection(
            "failing-loudly",
            """
            The protocol of Rabanser et al. (2019): ten shifts, each of a tenth, a half and all of the
            images, five ways to part the test images into a reference and a pool that windows are drawn
            of. Shares of windows that alarm at a level of 0.05; every kind of shift counts the same.
            *BBSDs* are univariate, with exact two-sample Kolmogorov-Smirnov tests of every class. Their
            threshold is put where they alarm on as many of the unchanged windows as Saccade does, so
            that what is found is compared at equal false alarms; beside it, the same with Bonferroni's
            correction. *PSI*, *JS* and *Wasserstein* are the published fixed thresholds, on the
            probability of any class. Saccade judges no windows of fewer than 50 images, and those
            beyond a quarter of the reference as if they had no more.
            """),
        new CorruptionsSection(),
        new DriftSection(
            "unchanged",
            """
            What must not alarm: windows of images that are the same in all that matters. Shares of
            windows that alarm at a level of 0.05, which may be a level's binomial interval above it.
            *judged otherwise* are windows with another verdict than the same images as they came.
            *image.bytes by itself* is what an exact test of the encoded bytes would alarm on: why they
            are reported and not judged.
            """),
        new DriftSection(
            "sequential",
            """
            Windows from one false alarm to the next, on real images in which nothing has changed: p
            alone, and with the effect that an alarm takes as well, which makes false alarms rarer
            still. Beside it the delay: windows from the first one that is shifted to the alarm.
            """),
        new DriftSection(
            "null",
            """
            Shares of unchanged windows that alarm at three levels, over references of made-up
            populations. *outside* counts levels whose share is outside its binomial interval: of 95 %
            for the windows of all seeds together, and corrected for their number for single populations.
            """));
  }

  @Override
  public String results() {
    return DriftCommand.RESULTS + gate;
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<DriftRow> results = Measured.read(folder, results(), DriftRow.class);
    Markdown page = new Markdown("Drift: " + gate).paragraph(text);
    for (CaseTable table : CaseTable.of(results.rows())) {
      page.table(
          CaseTable.head(table.figures()),
          table.cases().stream().map(one -> one.cells(table.figures())).toList());
    }
    return page.source(results).part();
  }
}
