package io.saccade.cli.replay;

import io.saccade.cli.replay.Agreement.ClassAgreement;
import io.saccade.cli.replay.Agreement.Disagreement;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A replay's report as people read it. */
final class ReplayShown {

  private static final int SHOWN_CLASSES = 30;
  private static final int LONGEST_NAME = 28;

  private final PrintWriter out;

  ReplayShown(PrintWriter out) {
    this.out = out;
  }

  void print(ReplayReport report) {
    Outcomes outcomes = report.outcomes();
    double seconds = report.took().toMillis() / 1000.0;
    line("range      %s of %s", report.range(), report.range().topic());
    line("versions   %s", String.join("; ", report.versions()));
    line(
        "replayed   %,d events in %.1f s: %,d predictions in topic %s, run %s",
        outcomes.events(), seconds, outcomes.predictions(), report.topic(), report.run());
    if (!outcomes.failures().isEmpty()) {
      line(
          "failures   %s",
          outcomes.failures().entrySet().stream()
              .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
              .collect(Collectors.joining(", ")));
    }
    if (report.stopped()) {
      line("stopped    before the end; what follows is of what was replayed");
    }
    compared(report);
  }

  private void compared(ReplayReport report) {
    Comparison comparison = report.comparison();
    Agreement agreement = comparison.agreement();
    line("against    %s", report.other());
    line("agreement  %s", share(agreement));
    if (comparison.onlyReplayed() > 0 || comparison.onlyThere() > 0) {
      line(
          "alone      %,d events were answered here only, %,d there only",
          comparison.onlyReplayed(), comparison.onlyThere());
    }
    if (report.bytes()) {
      line(
          "bytes      %s",
          comparison.differentBytes() == 0
              ? "all %,d the same".formatted(agreement.compared())
              : "%,d of %,d differ".formatted(comparison.differentBytes(), agreement.compared()));
    }
    classes(agreement.byClass());
    disagreements(agreement.largest());
  }

  private void classes(List<ClassAgreement> classes) {
    if (classes.isEmpty()) {
      return;
    }
    line("");
    line(
        "%-28s %10s %10s %8s  %s", "class (there)", "events", "agreed", "share", "else most often");
    for (ClassAgreement each : classes.subList(0, Math.min(SHOWN_CLASSES, classes.size()))) {
      line(
          "%-28s %,10d %,10d %7.2f%%  %s",
          shortened(each.label()),
          each.count(),
          each.agreed(),
          100.0 * each.agreed() / each.count(),
          each.insteadCount() == 0
              ? ""
              : "%s (%,d)".formatted(shortened(each.instead()), each.insteadCount()));
    }
    if (classes.size() > SHOWN_CLASSES) {
      line("... and %,d more classes; --format json has all", classes.size() - SHOWN_CLASSES);
    }
  }

  private void disagreements(List<Disagreement> largest) {
    if (largest.isEmpty()) {
      return;
    }
    line("");
    line("largest disagreements, by how sure the less sure side is:");
    for (Disagreement each : largest) {
      line(
          "  %s-%d@%d  %s (%.3f, %s) here, %s (%.3f, %s) there  %s",
          each.source().getTopic(),
          each.source().getPartition(),
          each.source().getOffset(),
          shortened(each.replayed().label()),
          each.replayed().probability(),
          each.replayed().model(),
          shortened(each.other().label()),
          each.other().probability(),
          each.other().model(),
          each.eventId());
    }
  }

  private static String share(Agreement agreement) {
    long all = agreement.compared();
    return all == 0
        ? "nothing was there to be compared"
        : String.format(
            Locale.ROOT,
            "%,d of %,d events, %.2f %%; the first label's probability differs by %.4f on average",
            agreement.agreed(),
            all,
            100.0 * agreement.agreed() / all,
            agreement.meanDifference());
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  @SuppressWarnings("AnnotateFormatMethod") // Formats for tables are put together from columns.
  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
