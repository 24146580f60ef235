package io.saccade.trainer.report;

import io.saccade.trainer.data.LeftOut;
import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Shown;
import java.util.List;

/** Which images were used, and which were not. */
final class DataSection {

  /** So many classes and files stand open; more are folded away. */
  private static final int OPEN = 12;

  /** A list longer than this is read with other tools. */
  private static final int MOST = 1000;

  private DataSection() {}

  static void put(Html page, DataFacts data) {
    List<PartCount> parts = data.parts().stream().filter(part -> part.images() > 0).toList();
    page.open("section").leaf("h2", "Images");
    page.open("dl", "class", "facts");
    for (PartCount part : parts) {
      page.leaf("dt", part.part()).leaf("dd", Shown.count(part.images()));
    }
    page.leaf("dt", "SHA-256 of the data").open("dd").leaf("code", data.hash()).close().close();
    counts(page, data.classes(), parts);
    leftOut(page, data.leftOut());
    page.close();
  }

  private static void counts(Html page, List<String> classes, List<PartCount> parts) {
    boolean folded = classes.size() > OPEN;
    if (folded) {
      page.open("details")
          .leaf("summary", "Images of each of %d classes".formatted(classes.size()));
    }
    page.open("div", "class", "scroll").open("table").open("tr").leaf("th", "class");
    parts.forEach(part -> page.leaf("th", part.part(), "class", "n"));
    page.close();
    for (int label = 0; label < classes.size(); label++) {
      page.open("tr").leaf("td", classes.get(label), "class", "name");
      for (PartCount part : parts) {
        page.leaf("td", Shown.count(part.perClass().get(label)), "class", "n");
      }
      page.close();
    }
    page.close().close();
    if (folded) {
      page.close();
    }
  }

  private static void leftOut(Html page, List<LeftOut> leftOut) {
    if (leftOut.isEmpty()) {
      page.leaf("p", "No file was left out.", "class", "how after");
      return;
    }
    String heading = Shown.many(leftOut.size(), "file") + " left out";
    if (leftOut.size() > OPEN) {
      page.open("details").leaf("summary", heading);
    } else {
      page.open("div").leaf("h3", heading);
    }
    page.open("div", "class", "scroll").open("table", "class", "wide");
    page.open("tr").leaf("th", "file").leaf("th", "why").close();
    for (LeftOut one : leftOut.stream().limit(MOST).toList()) {
      page.open("tr").leaf("td", one.name(), "class", "name");
      page.leaf("td", one.reason()).close();
    }
    page.close().close();
    if (leftOut.size() > MOST) {
      page.leaf("p", "and %s more".formatted(Shown.count(leftOut.size() - MOST)), "class", "how");
    }
    page.close();
  }
}
