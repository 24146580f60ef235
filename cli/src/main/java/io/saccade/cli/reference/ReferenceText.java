package io.saccade.cli.reference;

import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.Family;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.drift.Confusion;
import io.saccade.model.drift.Histogram;
import io.saccade.model.drift.ReferenceProfile;
import io.saccade.processor.drift.AlarmRule;
import io.saccade.processor.drift.Scale;
import io.saccade.trainer.page.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A reference in words, for a terminal. */
public final class ReferenceText {

  private static final int CLASSES = 5;
  private static final int SIZES = 4;

  private final List<String> labels;
  private final AlarmTable alarms;
  private final ReferenceProfile profile;
  private final List<String> lines = new ArrayList<>();

  private ReferenceText(List<String> labels, AlarmTable alarms) {
    this.labels = labels;
    this.alarms = alarms;
    this.profile = alarms.reference().profile();
  }

  /**
   * The lines of it.
   *
   * @param labels the names of the classes
   */
  public static List<String> of(List<String> labels, AlarmTable alarms) {
    ReferenceText text = new ReferenceText(labels, alarms);
    text.line("reference", text.size());
    text.line("predicted", text.predicted());
    text.line("right", text.right());
    text.properties();
    text.windows();
    text.alarms();
    return text.lines;
  }

  private String size() {
    return "%,d images%s%s"
        .formatted(
            profile.images(),
            profile.confusion().isPresent() ? " with true labels" : "",
            profile.images() < Calibration.RELIABLE_REFERENCE
                ? ": too few for reports to be relied upon; 10,000 are advised"
                : "");
  }

  private String predicted() {
    List<ClassCount> counts = ClassCount.of(labels, profile);
    String most =
        counts.stream()
            .limit(CLASSES)
            .map(count -> count.label() + " " + Shown.percent(count.predicted()))
            .collect(Collectors.joining(" | "));
    return counts.size() > CLASSES
        ? "%s | … (%,d more)".formatted(most, counts.size() - CLASSES)
        : most;
  }

  private String right() {
    return profile
        .confusion()
        .map(Confusion::accuracy)
        .map(
            accuracy ->
                "%s; it states %s, and %s with a temperature of %s"
                    .formatted(
                        Shown.percent(accuracy),
                        Shown.percent(profile.statedConfidence()),
                        Shown.percent(profile.calibratedConfidence()),
                        Shown.number(profile.temperature())))
        .orElseGet(
            () ->
                "unknown without true labels (`model profile --labels`); it states "
                    + Shown.percent(profile.statedConfidence()));
  }

  private void properties() {
    line("images", "the median, and where all lie but 3 % at either end");
    for (Property property : Property.ofImages(profile)) {
      Histogram lies = property.histogram();
      String median = Shown.number(lies.quantile(0.5));
      line(
          "  " + property.name(),
          lies.isConstant()
              ? median
              : "%s (%s to %s)"
                  .formatted(median, Shown.number(lies.least()), Shown.number(lies.most())));
    }
  }

  private void windows() {
    NullTables nulls = alarms.reference().nulls();
    line(
        "windows",
        "of %,d images and more are judged; %,d were drawn at each of %d sizes, up to %,d"
            .formatted(nulls.smallest(), nulls.draws(), nulls.sizes().size(), nulls.largest()));
    line(
        "false alarms",
        "once in %s for each stream key where nothing changes (drift.false.alarm.every):"
            .formatted(alarms.often()));
    for (Scale scale : Scale.values()) {
      AlarmRule rule = alarms.rule(scale);
      line(
          "  " + AlarmTable.spoken(scale),
          "one window alarms with a p below %s, two of three below %s"
              .formatted(Shown.number(rule.single()), Shown.number(rule.pair())));
    }
  }

  private void alarms() {
    line(
        "alarms",
        "one window of 5 minutes, with so many images, alarms by one of these distances:");
    line("", row("images", "labels", "softmax", "features", "image", "effect seen"));
    for (int size : alarms.some(SIZES)) {
      line(
          "",
          row(
              Shown.count(size),
              distance(size, Family.LABELS),
              distance(size, Family.SOFTMAX),
              distance(size, Family.FEATURES),
              distance(size, Family.IMAGE),
              Shown.number(alarms.leastEffect(size, Scale.FIVE_MINUTES))));
    }
    if (alarms.isTooRare(alarms.some(SIZES), Scale.FIVE_MINUTES)) {
      line(
          "",
          "a dash: too few windows were drawn to tell of one so rare, so it takes two of three"
              + " (`model profile --draws`)");
    }
  }

  private String distance(int size, Family family) {
    return Shown.number(alarms.distance(size, family, Scale.FIVE_MINUTES));
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%7s %9s %9s %9s %9s %12s", cells);
  }

  private void line(String name, String text) {
    lines.add(String.format(Locale.ROOT, "%-14s %s", name, text));
  }
}
