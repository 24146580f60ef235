package io.saccade.trainer.report;

import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What was written, the proof that it is what was trained, and how long everything took. */
final class ExportSection {

  private ExportSection() {}

  static void put(Html page, ReportData data) {
    page.open("div");
    bundle(page, data.export());
    timings(page, data.timings());
    page.close();
  }

  private static void bundle(Html page, ExportFacts export) {
    if (export.parity().isEmpty() && export.sizes().isEmpty() && export.more().isEmpty()) {
      return;
    }
    page.open("section").leaf("h2", "Bundle");
    export.parity().ifPresent(parity -> parity(page, parity));
    if (!export.sizes().isEmpty()) {
      page.open("table", "class", "wide");
      for (Size size : export.sizes()) {
        page.open("tr").leaf("td", size.what(), "class", "name");
        page.leaf("td", Shown.bytes(size.bytes()), "class", "n").close();
      }
      page.close();
    }
    if (!export.more().isEmpty()) {
      RecipeSection.settings(page, export.more());
    }
    page.close();
  }

  private static void parity(Html page, ParityProof parity) {
    boolean holds = parity.largest() <= parity.allowed() && parity.sameTop() == parity.images();
    page.open("p")
        .leaf(
            "span", holds ? "Parity holds. " : "Parity is broken. ", "class", holds ? "ok" : "not");
    page.text(
        ("On %s the exported file and the trained network differ by %s at most, of %s allowed, and"
                + " agree on %s of %s labels.")
            .formatted(
                Shown.many(parity.images(), "image"),
                Shown.number(parity.largest()),
                Shown.number(parity.allowed()),
                Shown.count(parity.sameTop()),
                Shown.count(parity.images())));
    page.close();
  }

  private static void timings(Html page, List<Timing> timings) {
    if (timings.isEmpty()) {
      return;
    }
    double longest =
        timings.stream().map(Timing::time).mapToLong(Duration::toMillis).max().orElse(1);
    page.open("section").leaf("h2", "Time").open("table", "class", "wide");
    for (Timing timing : timings) {
      double share = timing.time().toMillis() / Math.max(1, longest);
      page.open("tr").leaf("td", timing.stage(), "class", "name");
      page.open("td").open("span", "class", "share");
      page.open("i", "style", String.format(Locale.ROOT, "width:%.1f%%", share * 100)).close();
      page.close().close();
      page.leaf("td", Shown.time(timing.time()), "class", "n").close();
    }
    page.close().close();
  }
}
