package io.saccade.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class MomentTest {

  private static Moment of(String text) {
    return new Moment.Converter().convert(text);
  }

  @Test
  void readsInstantsOfAnyZone() {
    Instant ten = Instant.parse("2026-11-22T10:00:00Z");

    assertThat(of("2026-11-22T10:00:00Z")).isEqualTo(new Moment.At(ten));
    assertThat(of("2026-11-22T11:00:00+01:00")).isEqualTo(new Moment.At(ten));
  }

  @Test
  void readsTimesBeforeNow() {
    assertThat(of("-2h")).isEqualTo(new Moment.Ago(Duration.ofHours(2)));
    assertThat(of("-90s")).isEqualTo(new Moment.Ago(Duration.ofSeconds(90)));
    assertThat(of("-1d")).isEqualTo(new Moment.Ago(Duration.ofDays(1)));
    assertThat(of("-PT5M")).isEqualTo(new Moment.Ago(Duration.ofMinutes(5)));
  }

  @Test
  void readsTheEnds() {
    assertThat(of("earliest")).isEqualTo(new Moment.Earliest());
    assertThat(of("latest")).isEqualTo(new Moment.Latest());
    assertThat(of("now")).isEqualTo(new Moment.Latest());
  }

  @Test
  void refusesWhatIsNoMoment() {
    assertThatThrownBy(() -> of("2h"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("but was 2h");
    assertThatThrownBy(() -> of("2026-11-22")).isInstanceOf(TypeConversionException.class);
  }

  @Test
  void doesNotGoBehindTheEpoch() {
    Instant now = Instant.parse("2026-11-22T10:00:00Z");

    assertThat(Moment.millis(Duration.ofHours(1), now))
        .isEqualTo(now.minusSeconds(3600).toEpochMilli());
    assertThat(Moment.millis(Duration.ofDays(400_000), now)).isZero();
    assertThat(Moment.millis(Duration.ofSeconds(Long.MAX_VALUE), now)).isZero();
  }
}
