package io.saccade.trainer.report;

import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Page;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a training's report: one page for a browser, with all its pictures inside. */
public final class TrainingReport {

  private TrainingReport() {}

  /**
   * Writes the report, whole or not at all; one that is there is replaced.
   *
   * @throws IOException if the disk says so; nothing is left behind then
   */
  public static void write(ReportData data, Path file) throws IOException {
    String title = data.heading().model() + " " + data.heading().version();
    Page.write(title + ": training report", page(data), file);
  }

  private static Html page(ReportData data) {
    Html page = new Html().open("main");
    SummarySection.put(page, data);
    CurvesSection.put(page, data);
    if (!data.results().isEmpty()) {
      // The last one is the test where there is one: the part that nothing was chosen by.
      PartResult result = data.results().get(data.results().size() - 1);
      ConfusionSection.put(page, data.data().classes(), result);
      MistakesSection.put(page, data.data().classes(), result);
      CalibrationSection.put(page, result);
    }
    AugmentationSection.put(page, data);
    DataSection.put(page, data.data());
    page.open("div", "class", "two");
    RecipeSection.put(page, data.recipe());
    ExportSection.put(page, data);
    page.close();
    page.leaf("footer", "Made by Saccade at " + data.heading().made() + ".");
    return page.close();
  }
}
