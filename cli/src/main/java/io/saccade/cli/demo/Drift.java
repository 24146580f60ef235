package io.saccade.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.drift.ReportText;
import io.saccade.schemas.avro.DriftReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of the change that the demo made to its pictures.
 *
 * @param absence why none was made, where none was
 * @param alarm how it was found, if it was
 * @param recovery how the alarm ended once the change was taken back, if it did
 * @param accuracy the share that was right while the lights were out, where it is known
 */
record Drift(
    Optional<String> absence,
    Optional<Sighting> alarm,
    Optional<Sighting> recovery,
    OptionalDouble accuracy) {

  /**
   * A report that was waited for.
   *
   * @param report the report
   * @param images how many were sent until it was read
   * @param took how long it took
   * @param windows how many windows were reported on
   */
  record Sighting(DriftReport report, long images, Duration took, int windows) {

    private String after() {
      return String.format(Locale.ROOT, "after %,d images, %.1f s", images, took.toMillis() / 1e3);
    }

    private ObjectNode json() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("images", images)
          .put("seconds", took.toMillis() / 1e3)
          .put("windows", windows)
          .put("windowEnd", report.getEnd().toString())
          .put("p", report.getP())
          .put("effect", report.getEffect())
          .put("reason", ReportText.reason(report));
    }
  }

  /** None was made. */
  static Drift none(String why) {
    return new Drift(Optional.of(why), Optional.empty(), Optional.empty(), OptionalDouble.empty());
  }

  /** Whether it was found and its end was seen, where it was made at all. */
  boolean isGood() {
    return absence.isPresent() || (alarm.isPresent() && recovery.isPresent());
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (absence.isPresent()) {
      lines.add("drift        not shown: " + absence.get());
      return lines;
    }
    if (alarm.isEmpty()) {
      lines.add("drift        lights out: NO ALARM, though nearly all lamps were out");
      return lines;
    }
    Sighting found = alarm.get();
    lines.add("drift        lights out: alarm " + found.after() + accuracyLine());
    lines.add("             " + ReportText.reason(found.report()));
    lines.add(
        "             calibrated for a false alarm in %d days; windows of %d images"
            .formatted(
                Duration.parse(found.report().getFalseAlarmEvery()).toDays(), TimeLapse.WINDOW));
    lines.add(
        recovery
            .map(ended -> "recovery     lights on: alarm cleared " + ended.after() + calm(ended))
            .orElse("recovery     lights on: the alarm was NOT CLEARED"));
    return lines;
  }

  /** For programs. */
  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    absence.ifPresent(why -> node.put("skipped", why));
    if (absence.isEmpty()) {
      node.put("detected", alarm.isPresent()).put("cleared", recovery.isPresent());
    }
    alarm.ifPresent(found -> node.set("alarm", found.json()));
    alarm.ifPresent(found -> node.put("falseAlarmEvery", found.report().getFalseAlarmEvery()));
    recovery.ifPresent(ended -> node.set("recovery", ended.json()));
    accuracy.ifPresent(share -> node.put("accuracy", share));
    return node;
  }

  private String accuracyLine() {
    return accuracy.isPresent()
        ? String.format(Locale.ROOT, "; %.1f %% right meanwhile", 100 * accuracy.getAsDouble())
        : "";
  }

  private static String calm(Sighting ended) {
    return ", by three calm windows in a row of " + ended.windows();
  }
}
