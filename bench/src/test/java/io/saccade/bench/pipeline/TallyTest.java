package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.saccade.cli.console.Progress;
import org.junit.jupiter.api.Test;

final class TallyTest {

  private static final long MILLI = 1_000_000;

  /** A clock that is turned by hand: four cores work all the time. */
  private static final class HandClock implements Clock {

    private long nanos = 12_345;

    void pass(long millis) {
      nanos += millis * MILLI;
    }

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public long cpuNanos() {
      return 4 * nanos;
    }
  }

  private final HandClock clock = new HandClock();
  private final Tally tally = new Tally(clock, Progress.of("tally", 100, "images"));

  @Test
  void countsFromTheStartOfWorkToTheLastImage() {
    clock.pass(5_000); // joining the group
    tally.start();
    clock.pass(100);
    tally.add(10);
    clock.pass(400);
    tally.add(40);
    clock.pass(5_000); // closing

    assertThat(tally.done()).isEqualTo(50);
    assertThat(tally.cost().rate()).isEqualTo(100, within(1e-9));
    assertThat(tally.cost().cpuMillis()).isEqualTo(40, within(1e-9));
  }

  @Test
  void startsOnce() {
    tally.start();
    clock.pass(100);
    tally.start();
    clock.pass(100);
    tally.add(20);

    assertThat(tally.cost().rate()).isEqualTo(100, within(1e-9));
  }

  @Test
  void refusesImagesBeforeTheStart() {
    assertThatIllegalStateException().isThrownBy(() -> tally.add(1));
  }

  @Test
  void hasNoCostWithoutImagesOrTime() {
    tally.start();
    assertThatIllegalStateException().isThrownBy(tally::cost);
    tally.add(3);
    assertThatIllegalStateException().isThrownBy(tally::cost).withMessageContaining("3 in 0 ns");
  }
}
