package io.saccade.cli.release;

import io.saccade.processor.release.AgreementSum;
import io.saccade.processor.release.PastRelease;
import io.saccade.processor.release.ReleaseProgress;
import io.saccade.schemas.avro.ModelRelease;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Prints releases and what became of them, for people.
 *
 * @param out where to
 */
record HistoryTable(PrintWriter out) {

  private static final int MOST_PARTITIONS = 4;

  void print(PastRelease past) {
    ModelRelease release = past.release();
    out.println();
    row(
        "epoch " + release.getEpoch(),
        past.isStart()
            ? "%s, the bundle of the start".formatted(ReleaseText.time(release.getIssuedAt()))
            : "%s by %s"
                .formatted(
                    ReleaseText.time(release.getIssuedAt()),
                    ReleaseText.plain(release.getIssuedBy())));
    row("", ReleaseText.versions(release));
    if (!release.getReason().isEmpty()) {
      row("reason", ReleaseText.plain(release.getReason()));
    }
    row("outcome", outcome(past));
    past.refusal().ifPresent(refusal -> row("", ReleaseText.plain(refusal.toString())));
    if (!past.firstOffsets().isEmpty()) {
      row("answered", firsts(past));
    }
    if (release.getShadow() != null) {
      AgreementSum.sum(past.agreement().values())
          .ifPresent(
              sum ->
                  row(
                      "agreement",
                      String.format(
                          Locale.ROOT, "%.2f %% of %,d images", sum.percent(), sum.scored())));
    }
  }

  private static String outcome(PastRelease past) {
    int instances = past.instances().size();
    long refused = past.instances().values().stream().filter(ReleaseProgress::isRefused).count();
    if (refused > 0) {
      return "REFUSED by %d of %d instances".formatted(refused, instances);
    }
    if (!past.since().isEmpty()) {
      Instant first = past.since().values().stream().min(Comparator.naturalOrder()).orElseThrow();
      return "served by %d of %d instances, from %s on"
          .formatted(past.since().size(), instances, ReleaseText.time(first));
    }
    return instances == 0
        ? "no instance has reported about it"
        : "served by none of %d instances".formatted(instances);
  }

  private static String firsts(PastRelease past) {
    int all = past.firstOffsets().size();
    return past.firstOffsets().stream()
            .limit(MOST_PARTITIONS)
            .map(f -> "%s-%d@%d".formatted(f.getTopic(), f.getPartition(), f.getOffset()))
            .collect(Collectors.joining(", ", "from ", ""))
        + (all > MOST_PARTITIONS ? ", and %d more".formatted(all - MOST_PARTITIONS) : "");
  }

  private void row(String name, String text) {
    out.println(String.format(Locale.ROOT, "%-10s %s", name, text).stripTrailing());
  }
}
