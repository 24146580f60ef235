package io.saccade.trainer.report;

import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.ShareBar;
import io.saccade.trainer.page.Shown;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How each class does, the worst first. */
final class ClassTable {

  private ClassTable() {}

  static void put(Html page, List<String> classes, Judgement judgement) {
    List<Integer> worstFirst =
        IntStream.range(0, classes.size())
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer label) -> orLast(judgement.recall(label)))
                    .thenComparingInt(label -> label))
            .toList();
    page.open("details").leaf("summary", "Every class, the worst first");
    page.open("div", "class", "scroll").open("table", "class", "wide").open("tr");
    page.leaf("th", "class").leaf("th", "images", "class", "n");
    page.leaf("th", "found (recall)").leaf("th", "rightly so called (precision)").close();
    for (int label : worstFirst) {
      page.open("tr").leaf("td", classes.get(label), "class", "name");
      page.leaf("td", Shown.count(judgement.images(label)), "class", "n");
      ShareBar.put(page, judgement.recall(label));
      ShareBar.put(page, judgement.precision(label));
      page.close();
    }
    page.close().close().close();
  }

  private static double orLast(double recall) {
    return Double.isNaN(recall) ? 2 : recall;
  }
}
