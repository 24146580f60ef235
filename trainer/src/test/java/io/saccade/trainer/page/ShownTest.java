package io.saccade.trainer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ShownTest {

  @Test
  void callsOnlyAllOfItAHundredPercent() {
    assertThat(Shown.percent(0.9341)).isEqualTo("93.4 %");
    assertThat(Shown.percent(0.99999)).isEqualTo("99.99 %");
    assertThat(Shown.percent(1)).isEqualTo("100.0 %");
    assertThat(Shown.percent(Double.NaN)).isEqualTo("–");
  }

  @Test
  void keepsTheDigitsThatCount() {
    assertThat(Shown.number(0)).isEqualTo("0");
    assertThat(Shown.number(0.0123456)).isEqualTo("0.0123");
    assertThat(Shown.number(-12.345)).isEqualTo("-12.3");
    assertThat(Shown.number(1234.5)).isEqualTo("1235");
    assertThat(Shown.number(1.23e-7)).isEqualTo("1.2e-07");
    assertThat(Shown.number(Double.POSITIVE_INFINITY)).isEqualTo("–");
  }

  @Test
  void writesSizesTimesAndCounts() {
    assertThat(Shown.bytes(999)).isEqualTo("999 B");
    assertThat(Shown.bytes(13_640_000)).isEqualTo("13.6 MB");
    assertThat(Shown.time(Duration.ofMillis(840))).isEqualTo("0.8 s");
    assertThat(Shown.time(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
    assertThat(Shown.time(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Shown.many(1, "image")).isEqualTo("1 image");
    assertThat(Shown.many(12_345, "image")).isEqualTo("12,345 images");
  }
}
