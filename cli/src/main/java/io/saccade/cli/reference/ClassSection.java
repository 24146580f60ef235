package io.saccade.cli.reference;

import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.ShareBar;
import io.saccade.trainer.page.Shown;
import java.util.List;

/** How often each class is predicted. */
final class ClassSection {

  /** So many classes stand open; more are folded away. */
  private static final int OPEN = 24;

  private ClassSection() {}

  static void put(Html page, List<ClassCount> classes) {
    boolean labelled = classes.stream().anyMatch(count -> Double.isFinite(count.truth()));
    page.open("section").leaf("h2", "Classes");
    page.leaf(
        "p",
        "What the shares of predicted classes are compared with, the most frequent first.",
        "class",
        "how");
    table(page, classes.subList(0, Math.min(OPEN, classes.size())), labelled);
    if (classes.size() > OPEN) {
      List<ClassCount> rest = classes.subList(OPEN, classes.size());
      page.open("details").leaf("summary", Shown.count(rest.size()) + " more");
      table(page, rest, labelled);
      page.close();
    }
    page.close();
  }

  private static void table(Html page, List<ClassCount> classes, boolean labelled) {
    page.open("div", "class", "scroll").open("table", "class", "wide").open("tr");
    page.leaf("th", "class").leaf("th", "predicted");
    if (labelled) {
      page.leaf("th", "true").leaf("th", "found (recall)");
    }
    page.close();
    for (ClassCount count : classes) {
      page.open("tr").leaf("td", count.label(), "class", "name");
      ShareBar.put(page, count.predicted());
      if (labelled) {
        ShareBar.put(page, count.truth());
        ShareBar.put(page, count.found());
      }
      page.close();
    }
    page.close().close();
  }
}
