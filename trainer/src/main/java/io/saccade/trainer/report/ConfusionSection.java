package io.saccade.trainer.report;

import io.saccade.trainer.page.ConfusionChart;
import io.saccade.trainer.page.Html;
import java.util.List;

/** Which classes are taken for which. */
final class ConfusionSection {

  private ConfusionSection() {}

  static void put(Html page, List<String> classes, PartResult result) {
    Judgement judgement = result.judgement();
    page.open("section").leaf("h2", "What is taken for what");
    page.leaf(
        "p",
        ("A row is what the %s images are, a column is what they were called. Blue is right,"
                + " orange is wrong; the stronger, the larger a share of the row.")
            .formatted(result.part()),
        "class",
        "how");
    new ConfusionChart(classes, judgement.cells()).draw(page);
    ClassTable.put(page, classes, judgement);
    page.close();
  }
}
