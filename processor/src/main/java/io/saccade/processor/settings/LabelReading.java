package io.saccade.processor.settings;

import io.saccade.processor.accuracy.LabelRule;
import io.saccade.processor.labels.LabelSettings;
import io.saccade.processor.labels.LabelTopics;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.processor.topology.DriftTopics;
import io.saccade.processor.topology.TopicNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the settings of labels. */
final class LabelReading {

  private LabelReading() {}

  /**
   * Reads them.
   *
   * @param images the topics beside
   * @param releases more of them
   * @param drift and more
   */
  static LabelSettings read(
      SettingsReader reader, TopicNames images, ReleaseTopics releases, DriftTopics drift) {
    boolean enabled = reader.choice("labels.enabled", "off", List.of("on", "off")).equals("on");
    Set<String> others = new HashSet<>();
    if (enabled) {
      // Topics that nobody reads or writes are in nobody's way.
      others.addAll(images.all());
      others.addAll(releases.all());
      others.addAll(drift.all());
    }
    return new LabelSettings(
        enabled,
        topics(reader, others),
        new LabelRule(
            reader.duration(
                "labels.wait", Duration.ofDays(7), Duration.ofMinutes(1), Duration.ofDays(90))),
        reader.duration(
            "labels.every", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofHours(1)));
  }

  private static LabelTopics topics(SettingsReader reader, Set<String> others) {
    LabelTopics defaults = LabelTopics.defaults();
    String labels = reader.text("topics.labels", defaults.labels());
    String accuracy = reader.text("topics.accuracy", defaults.accuracy());
    String joins = reader.text("topics.label.joins", defaults.joins());
    Set<String> ours = new HashSet<>();
    ours.addAll(List.of(labels, accuracy, joins));
    if (ours.size() < 3 || ours.stream().anyMatch(others::contains)) {
      reader.problem(
          "topics.labels, topics.accuracy and topics.label.joins must differ from each other and"
              + " from all other topics, but were %s, %s and %s"
                  .formatted(labels, accuracy, joins));
      return defaults;
    }
    return new LabelTopics(labels, accuracy, joins);
  }
}
