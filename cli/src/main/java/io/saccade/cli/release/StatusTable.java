package io.saccade.cli.release;

import io.saccade.processor.release.AgreementSum;
import io.saccade.processor.release.InstanceState;
import io.saccade.processor.release.IssuedRelease;
import io.saccade.processor.release.ModelState;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.LabelPair;
import io.saccade.schemas.avro.ModelRelease;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints what is wanted and what is done, for people.
 *
 * @param out where to
 * @param topics to name the place of the release
 */
record StatusTable(PrintWriter out, ReleaseTopics topics) {

  private static final int HASH = 12;

  /**
   * Prints one model.
   *
   * @param all whether to show instances that are gone
   * @param pairs how many disagreements with a shadow to show
   */
  void print(ModelState state, boolean all, int pairs) {
    row("model", state.model());
    state.latest().ifPresentOrElse(this::release, () -> row("release", "none yet"));
    out.println();
    instances(state, all);
    AgreementSum.of(state).ifPresent(sum -> agreement(state, sum, pairs));
  }

  private void release(IssuedRelease issued) {
    ModelRelease release = issued.release();
    row(
        "release",
        "epoch %d (%s-%d@%d), %s by %s"
            .formatted(
                release.getEpoch(),
                topics.releases(),
                issued.partition(),
                issued.offset(),
                ReleaseText.time(release.getIssuedAt()),
                ReleaseText.plain(release.getIssuedBy())));
    if (!release.getReason().isEmpty()) {
      row("reason", ReleaseText.plain(release.getReason()));
    }
    row("primary", version(release.getPrimary(), ""));
    CanaryVersion canary = release.getCanary();
    if (canary != null) {
      String share = ReleaseText.percent(canary.getPercent()) + " % of the keys";
      row("canary", version(canary.getBundle(), share));
    }
    if (release.getShadow() != null) {
      row("shadow", version(release.getShadow(), ""));
    }
    if (release.getPrevious() != null) {
      row("previous", version(release.getPrevious(), ""));
    }
  }

  private static String version(BundleVersion version, String share) {
    String hash =
        version.getSha256().isEmpty()
            ? "hash unknown"
            : version.getSha256().substring(0, Math.min(HASH, version.getSha256().length()));
    return "%-12s %-12s %s"
        .formatted(version.getVersion(), hash, share.isEmpty() ? version.getUri() : share)
        .stripTrailing();
  }

  private void instances(ModelState state, boolean all) {
    List<InstanceState> shown = all ? state.instances() : state.living();
    if (!shown.isEmpty()) {
      out.println("instance                     state     serves");
    }
    for (InstanceState instance : shown) {
      out.println(
          ReleaseText.cut(
              "%-28s %-9s %s"
                  .formatted(
                      ReleaseText.cut(ReleaseText.plain(instance.name()), 28),
                      word(state, instance),
                      ReleaseText.serves(instance.status()))
                  .stripTrailing(),
              ProgressView.COLUMNS));
      instance
          .progress()
          .refusal()
          .ifPresent(
              refusal ->
                  ReleaseText.wrapped(
                          "version %s: %s".formatted(instance.progress().version(), refusal), 2)
                      .forEach(line -> out.println("  " + line)));
    }
    if (state.living().isEmpty()) {
      out.println("no instance is living");
    }
    int gone = state.instances().size() - state.living().size();
    if (gone > 0 && !all) {
      out.println("and %d that %s gone (--all)".formatted(gone, gone == 1 ? "is" : "are"));
    }
    state.silent().forEach(client -> out.println(client + " has not reported"));
  }

  /** How far an instance is with the latest release; where there is none, what it does anyway. */
  private static String word(ModelState state, InstanceState instance) {
    if (!instance.living()) {
      return "gone";
    }
    return state.latest().isEmpty()
        ? "SERVING"
        : instance.progress().state().map(Enum::toString).orElse("-");
  }

  private void agreement(ModelState state, AgreementSum sum, int pairs) {
    Optional<BundleVersion> shadow =
        state.latest().flatMap(latest -> Optional.ofNullable(latest.release().getShadow()));
    String version = shadow.map(BundleVersion::getVersion).orElse("?");
    out.println();
    row(
        "agreement",
        sum.scored() == 0
            ? "shadow %s has labelled no image yet (%,d skipped)".formatted(version, sum.skipped())
            : String.format(
                Locale.ROOT,
                "shadow %s says the same of %.2f %% of %,d images (%,d skipped)",
                version,
                sum.percent(),
                sum.scored(),
                sum.skipped()));
    if (sum.failed() > 0) {
      row("", "%,d images that it could not label".formatted(sum.failed()));
    }
    List<LabelPair> differing = sum.disagreements();
    if (!differing.isEmpty() && pairs > 0) {
      out.println(
          "           the primary says             the shadow says                  images");
    }
    for (LabelPair pair : differing.stream().limit(Math.max(0, pairs)).toList()) {
      out.println(
          String.format(
              Locale.ROOT,
              "           %-28s %-28s %,10d",
              ReleaseText.cut(ReleaseText.plain(pair.getPrimary()), 28),
              ReleaseText.cut(ReleaseText.plain(pair.getShadow()), 28),
              pair.getCount()));
    }
    if (differing.size() > pairs) {
      out.println("           and %d more pairs (--pairs)".formatted(differing.size() - pairs));
    }
  }

  private void row(String name, String text) {
    out.println(String.format(Locale.ROOT, "%-10s %s", name, text).stripTrailing());
  }
}
