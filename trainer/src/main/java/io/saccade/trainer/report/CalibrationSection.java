package io.saccade.trainer.report;

import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Shown;

/** Whether the classifier is as sure as it is right. */
final class CalibrationSection {

  private CalibrationSection() {}

  static void put(Html page, PartResult result) {
    Judgement judgement = result.judgement();
    page.open("section").leaf("h2", "Calibration");
    page.leaf(
        "p",
        ("Of the images that it is 80 %% sure of, 80 %% should be right: then the dots lie on the"
             + " diagonal. The larger a dot, the more images. Dividing the logits by %s moved the"
             + " calibration error from %s to %s in %s; no label changes by it.")
            .formatted(
                Shown.number(judgement.temperature()),
                Shown.percent(judgement.plainCalibrationError()),
                Shown.percent(judgement.calibrationError()),
                result.part()),
        "class",
        "how");
    page.open("div", "class", "charts");
    new Reliability("As the network gives it", "training", judgement.plainBins())
        .draw(page, judgement.plainCalibrationError());
    new Reliability("With the temperature", "validation", judgement.scaledBins())
        .draw(page, judgement.calibrationError());
    page.close().close();
  }
}
