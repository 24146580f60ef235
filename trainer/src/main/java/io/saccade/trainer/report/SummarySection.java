package io.saccade.trainer.report;

import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Shown;
import java.time.Duration;
import java.util.Locale;

/** What was made, and the figures that matter most. */
final class SummarySection {

  private SummarySection() {}

  static void put(Html page, ReportData data) {
    Heading heading = data.heading();
    page.open("header").leaf("h1", heading.model() + " " + heading.version());
    page.leaf("p", heading.summary(), "class", "lead").close();
    page.open("div", "class", "tiles");
    for (PartResult result : data.results()) {
      accuracy(page, result);
    }
    data.results().stream()
        .reduce((first, last) -> last)
        .ifPresent(
            last ->
                tile(
                    page,
                    Shown.percent(last.judgement().calibrationError()),
                    "calibration error, temperature "
                        + Shown.number(last.judgement().temperature())));
    tile(page, Shown.count(data.data().images()), "images of " + classes(data));
    if (data.export().parameters() > 0) {
      tile(page, compact(data.export().parameters()), "parameters");
    }
    Duration total =
        data.timings().stream().map(Timing::time).reduce(Duration.ZERO, Duration::plus);
    if (!total.isZero()) {
      tile(page, Shown.time(total), "from images to bundle");
    }
    page.close();
    data.notices().forEach(notice -> page.leaf("p", notice, "class", "notice"));
    candidates(page, data);
  }

  private static String classes(ReportData data) {
    int classes = data.data().classes().size();
    return classes == 1 ? "1 class" : Shown.count(classes) + " classes";
  }

  private static void accuracy(Html page, PartResult result) {
    Judgement judgement = result.judgement();
    page.open("div", "class", "tile main").leaf("b", Shown.percent(judgement.accuracy()));
    page.leaf(
        "span",
        "right in %s, of %s".formatted(result.part(), Shown.many(judgement.images(), "image")));
    page.close();
  }

  private static void tile(Html page, String figure, String meaning) {
    page.open("div", "class", "tile").leaf("b", figure).leaf("span", meaning).close();
  }

  private static String compact(long count) {
    if (count < 10_000) {
      return Shown.count(count);
    }
    return count < 1_000_000
        ? String.format(Locale.ROOT, "%.0f k", count / 1e3)
        : String.format(Locale.ROOT, "%.1f M", count / 1e6);
  }

  private static void candidates(Html page, ReportData data) {
    if (data.candidates().size() < 2) {
      return;
    }
    page.open("section").leaf("h2", "What was chosen");
    page.leaf(
        "p",
        "Of all that was trained, the best on validation is what was exported.",
        "class",
        "how");
    page.open("div", "class", "scroll").open("table").open("tr");
    page.leaf("th", "candidate").leaf("th", "validation", "class", "n");
    page.leaf("th", "loss", "class", "n").leaf("th", "").close();
    for (Candidate candidate : data.candidates()) {
      page.open("tr").leaf("td", candidate.name(), "class", "name");
      page.leaf("td", Shown.percent(candidate.validationAccuracy()), "class", "n");
      page.leaf("td", Shown.number(candidate.validationLoss()), "class", "n");
      page.open("td");
      if (candidate.chosen()) {
        page.leaf("span", "chosen", "class", "tag");
      }
      page.close().close();
    }
    page.close().close().close();
  }
}
