package io.saccade.processor.settings;

import io.saccade.processor.drift.DriftSettings;
import io.saccade.processor.drift.WindowRule;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.processor.topology.DriftTopics;
import io.saccade.processor.topology.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the settings of drift. */
final class DriftReading {

  private DriftReading() {}

  static DriftSettings read(SettingsReader reader) {
    String keys = reader.choice("drift.key", "model", List.of("model", "event"));
    return new DriftSettings(
        reader.choice("drift.enabled", "auto", List.of("auto", "off")).equals("auto"),
        DriftSettings.StreamKeys.valueOf(keys.toUpperCase(Locale.ROOT)),
        reader.duration(
            "drift.false.alarm.every",
            DriftSettings.FALSE_ALARM_EVERY,
            DriftSettings.MOST_OFTEN,
            DriftSettings.LEAST_OFTEN),
        new WindowRule(
            reader.duration(
                "drift.grace", Duration.ofMinutes(2), Duration.ZERO, Duration.ofDays(1)),
            reader.integer("drift.min.samples", 200, WindowRule.FEWEST_SAMPLES, 1_000_000)),
        reader.read(
            "drift.min.effect", 0.05, "a number from 0 to 1, such as 0.05", DriftReading::share),
        reader.duration(
            "drift.idle", Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofDays(1)));
  }

  /**
   * Reads the names of the topics.
   *
   * @param images the topics beside
   * @param releases more of them
   */
  static DriftTopics topics(SettingsReader reader, TopicNames images, ReleaseTopics releases) {
    List<String> others = new ArrayList<>(images.all());
    others.addAll(releases.all());
    DriftTopics defaults = DriftTopics.defaults();
    String statistics = reader.text("topics.drift.statistics", defaults.statistics());
    String deltas = reader.text("topics.drift.deltas", defaults.deltas());
    String acceptances = reader.text("topics.drift.acceptances", defaults.acceptances());
    Set<String> all = new HashSet<>(others);
    boolean differ = all.add(statistics) && all.add(deltas) && all.add(acceptances);
    if (!differ) {
      reader.problem(
          "topics.drift.statistics, topics.drift.deltas and topics.drift.acceptances must differ"
              + " from each other and from all other topics, but were %s, %s and %s"
                  .formatted(statistics, deltas, acceptances));
      return defaults;
    }
    return new DriftTopics(statistics, deltas, acceptances);
  }

  private static Optional<Double> share(String text) {
    try {
      return Optional.of(Double.parseDouble(text)).filter(value -> value >= 0 && value <= 1);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
