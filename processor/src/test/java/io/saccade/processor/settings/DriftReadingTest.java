package io.saccade.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saccade.processor.drift.DriftSettings.StreamKeys;
import io.saccade.processor.drift.WindowRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DriftReadingTest {

  private static ProcessorSettings read(Map<String, String> drift) throws SettingsException {
    Map<String, String> flags = new HashMap<>(drift);
    flags.put("model.bundle", "b");
    return ProcessorSettings.load(null, Map.of(), flags);
  }

  @Test
  void watchesAllImagesOfAModelTogetherUnlessToldOtherwise() throws Exception {
    assertThat(read(Map.of()).drift().watch()).isTrue();
    assertThat(read(Map.of()).drift().keys()).isEqualTo(StreamKeys.MODEL);
    assertThat(read(Map.of()).drift().rule()).isEqualTo(WindowRule.DEFAULT);
    assertThat(read(Map.of("drift.enabled", "off")).drift().watch()).isFalse();
    assertThat(read(Map.of("drift.key", "event")).drift().keys()).isEqualTo(StreamKeys.EVENT);
    assertThat(read(Map.of("drift.false.alarm.every", "7d")).drift().falseAlarmEvery())
        .isEqualTo(Duration.ofDays(7));
  }

  @Test
  void namesEverythingThatNobodyCouldWatchBy() {
    SettingsException refused =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                read(
                    Map.of(
                        "drift.min.samples", "49",
                        "drift.min.effect", "1.5",
                        "drift.false.alarm.every", "1h",
                        "drift.key", "camera",
                        "topics.drift.deltas", "images")));
    assertThat(refused.problems())
        .anyMatch(p -> p.contains("drift.min.samples must be a whole number from 50"))
        .anyMatch(p -> p.contains("drift.min.effect must be a number from 0 to 1"))
        .anyMatch(p -> p.contains("drift.false.alarm.every must be a duration from 345600s"))
        .anyMatch(p -> p.contains("drift.key must be one of model, event"))
        .anyMatch(
            p ->
                p.contains(
                    "topics.drift.statistics, topics.drift.deltas and topics.drift.acceptances must differ"))
        .hasSize(5);
  }
}
