package io.saccade.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.kafka.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReachTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void reachesBackADayUnlessToldOtherwise() {
    Reach usual = Reach.of(Optional.empty(), Optional.empty(), NOW);
    Reach all = Reach.of(Optional.of(new Moment.Earliest()), Optional.empty(), NOW);

    assertThat(usual).hasToString("2026-11-21T10:00:00Z to now");
    assertThat(all).hasToString("the beginning to now");
  }

  @Test
  void aHintIsSearchedOnBothSides() {
    Moment hint = new Moment.Ago(Duration.ofHours(2));

    assertThat(Reach.of(Optional.empty(), Optional.of(hint), NOW))
        .hasToString("2026-11-22T07:45:00Z to 2026-11-22T08:15:00Z");
  }
}
