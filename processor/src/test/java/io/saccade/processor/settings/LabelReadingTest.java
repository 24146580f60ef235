package io.saccade.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.processor.labels.LabelSettings;
import io.saccade.processor.labels.LabelTopics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LabelReadingTest {

  @Test
  void isOffUnlessAskedFor() throws Exception {
    LabelSettings settings = read(Map.of());
    assertThat(settings.enabled()).isFalse();
    assertThat(settings.topics()).isEqualTo(LabelTopics.defaults());
    assertThat(settings.rule().patience()).isEqualTo(Duration.ofDays(7));
    assertThat(read(Map.of("labels.enabled", "on")).enabled()).isTrue();
  }

  @Test
  void wantsTopicsOfItsOwn() {
    assertThatThrownBy(() -> read(Map.of("labels.enabled", "on", "topics.labels", "predictions")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("topics.labels, topics.accuracy and topics.label.joins must differ");
    assertThatThrownBy(() -> read(Map.of("topics.accuracy", "label-joins")))
        .isInstanceOf(SettingsException.class);
  }

  @Test
  void leavesItsTopicsToOthersWhereLabelsAreOff() throws Exception {
    assertThat(read(Map.of("topics.predictions", "labels")).enabled()).isFalse();
  }

  @Test
  void boundsForHowLongLabelsAreWaitedFor() {
    assertThatThrownBy(() -> read(Map.of("labels.wait", "P400D")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("labels.wait");
  }

  private static LabelSettings read(Map<String, String> given) throws SettingsException {
    Map<String, String> all = new TreeMap<>(given);
    all.put("model.bundle", "b");
    return ProcessorSettings.load(null, Map.of(), all).labels();
  }
}
