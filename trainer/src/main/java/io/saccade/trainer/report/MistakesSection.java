package io.saccade.trainer.report;

import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Picture;
import io.saccade.trainer.page.Shown;
import java.util.List;
import java.util.Optional;

/** The images that the classifier was surest of, and wrong. */
final class MistakesSection {

  private MistakesSection() {}

  static void put(Html page, List<String> classes, PartResult result) {
    int wrong = result.judgement().wrong().size();
    if (wrong == 0) {
      return;
    }
    page.open("section").leaf("h2", "Worst mistakes");
    page.leaf(
        "p",
        ("Of %s in %s, those that it was surest of. Look at them first: in most data sets some are"
                + " labelled wrong, and some show nothing that could be told apart.")
            .formatted(Shown.many(wrong, "mistake"), result.part()),
        "class",
        "how");
    page.open("div", "class", "pictures");
    for (Mistake mistake : result.worst()) {
      put(page, classes, mistake);
    }
    page.close().close();
  }

  private static void put(Html page, List<String> classes, Mistake mistake) {
    Judgement.Wrong wrong = mistake.wrong();
    String truth = classes.get(wrong.truth());
    page.open("figure");
    picture(page, mistake.picture(), truth);
    page.open("p").leaf("span", classes.get(wrong.called()), "class", "name called");
    page.text(" ").leaf("span", Shown.percent(wrong.confidence()), "class", "whole").close();
    page.open("p").text("is ").leaf("b", truth, "class", "name");
    page.text(" ").leaf("span", Shown.percent(wrong.shareOfTruth()), "class", "whole").close();
    page.leaf("p", mistake.file(), "class", "name file", "title", mistake.file());
    page.close();
  }

  /** The picture, or a place where it would be. */
  private static void picture(Html page, Optional<Picture> picture, String alt) {
    if (picture.isPresent()) {
      page.single("img", "src", picture.get().uri(), "alt", alt);
    } else {
      page.leaf("div", "no picture of this file can be shown", "class", "missing");
    }
  }
}
