package io.saccade.processor.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LabelRuleTest {

  @Test
  void keepsEventsLongerThanLabelsCount() {
    assertThat(new LabelRule(Duration.ofDays(7)).retention()).isEqualTo(Duration.ofDays(8));
    assertThat(new LabelRule(Duration.ofMinutes(1)).retention()).isEqualTo(Duration.ofMinutes(61));
  }

  @Test
  void refusesToWaitForNothing() {
    assertThatThrownBy(() -> new LabelRule(Duration.ZERO)).hasMessageContaining("PT0S");
  }
}
