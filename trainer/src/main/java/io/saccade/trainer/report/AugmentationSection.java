package io.saccade.trainer.report;

import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Picture;
import java.util.List;

/** What training saw of a few images. */
final class AugmentationSection {

  private AugmentationSection() {}

  static void put(Html page, ReportData data) {
    if (data.augmented().isEmpty()) {
      return;
    }
    List<String> classes = data.data().classes();
    page.open("section").leaf("h2", "What training saw");
    page.leaf(
        "p",
        "The first picture of a row is the image as the model is given it; the others are how the"
            + " first epochs varied it. If you could not name them any more, the augmentation is"
            + " too strong.",
        "class",
        "how");
    for (AugmentedSample sample : data.augmented()) {
      page.open("p", "class", "legend").leaf("b", classes.get(sample.label()), "class", "name");
      page.leaf("span", sample.file(), "class", "name faint").close();
      page.open("div", "class", "views");
      picture(page, sample.plain(), classes.get(sample.label()), "plain");
      for (Picture varied : sample.varied()) {
        picture(page, varied, classes.get(sample.label()) + ", varied", "");
      }
      page.close();
    }
    page.close();
  }

  private static void picture(Html page, Picture picture, String alt, String style) {
    page.single("img", "src", picture.uri(), "alt", alt, "class", style);
  }
}
