package io.saccade.cli.drift;

import io.saccade.processor.drift.Acceptance;
import io.saccade.processor.drift.BurnIn;
import io.saccade.processor.topology.Acceptances;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.DriftReport;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What came of an acceptance, in words. */
final class AcceptanceText {

  private AcceptanceText() {}

  /**
   * The lines to print.
   *
   * @param now all that is accepted
   * @param chosen what was added; nothing where all was taken back
   * @param before how many windows were accepted before
   */
  static List<String> lines(DriftAcceptance now, List<DriftReport> chosen, int before) {
    String stream =
        "%s %s, %s"
            .formatted(
                now.getModel(),
                now.getVersion(),
                now.getStreamKey().isEmpty() ? "all images" : "key " + now.getStreamKey());
    if (chosen.isEmpty()) {
      return List.of(
          "reset     %d windows of %s are accepted no more: every image counts as one"
              .formatted(before, stream));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "accepted  %d windows of %s, %s to %s"
            .formatted(
                chosen.size(),
                stream,
                chosen.get(0).getStart().truncatedTo(ChronoUnit.SECONDS),
                chosen.get(chosen.size() - 1).getEnd().truncatedTo(ChronoUnit.SECONDS)));
    Acceptance acceptance = Acceptances.of(now);
    BurnIn burnIn = acceptance.burnIn();
    lines.add(
        "burn-in   %s%s"
            .formatted(
                BurnInText.progress(burnIn.windows()),
                burnIn.complete()
                    ? ": " + BurnInText.repetition(burnIn.imagesOfOne())
                    : "; every image counts as one until all are"));
    acceptance
        .gap()
        .ifPresent(gap -> lines.add("gap       " + BurnInText.gap(gap.series(), gap.distance())));
    return lines;
  }
}
