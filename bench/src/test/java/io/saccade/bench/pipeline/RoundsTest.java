package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.cli.console.CommandFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundsTest {

  private final List<String> turns = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private long nanos;

  /** Takes as many seconds as it is told, and does as many images. */
  private Contender contender(String name, int seconds, int images) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void run(Tally tally, int events) {
        turns.add(name);
        tally.start();
        nanos += seconds * 1_000_000_000L;
        tally.add(images);
      }
    };
  }

  private Rounds rounds(int count) {
    return rounds(new Effort(count, Duration.ZERO));
  }

  private Rounds rounds(Effort effort) {
    Clock clock =
        new Clock() {
          @Override
          public long nanos() {
            return nanos;
          }

          @Override
          public long cpuNanos() {
            return nanos;
          }
        };
    return new Rounds(effort, 100, clock, (round, name, cost) -> told.add(round + " " + name));
  }

  @Test
  void goesForthAndBackSoThatADriftMeetsAll() throws Exception {
    List<Contender> contenders =
        List.of(contender("a", 1, 100), contender("b", 2, 100), contender("c", 4, 100));

    List<Sample> samples = rounds(2).measure(contenders);

    assertThat(turns).containsExactly("a", "b", "c", "c", "b", "a");
    assertThat(told).containsExactly("1 a", "1 b", "1 c", "2 c", "2 b", "2 a");
    assertThat(samples).extracting(Sample::name).containsExactly("a", "b", "c");
    assertThat(samples).extracting(Sample::rate).containsExactly(100.0, 50.0, 25.0);
  }

  @Test
  void doesNotMeasureTheWarmUp() throws Exception {
    rounds(1).warmUp(List.of(contender("a", 1, 100)));

    assertThat(turns).containsExactly("a");
    assertThat(told).isEmpty();
  }

  @Test
  void warmsEachUpAsLongAsItIsTold() throws Exception {
    rounds(new Effort(1, Duration.ofSeconds(3)))
        .warmUp(List.of(contender("a", 1, 100), contender("b", 2, 101)));

    assertThat(turns).containsExactly("a", "a", "a", "b", "b");
    assertThat(told).isEmpty();
  }

  @Test
  void failsWhereAContenderLosesAnImage() {
    assertThatThrownBy(() -> rounds(1).measure(List.of(contender("a", 1, 99))))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage("a classified 99 of 100 images");
  }

  @Test
  void failsWhereAContenderClassifiesMoreThanThereAre() {
    assertThatThrownBy(() -> rounds(1).measure(List.of(contender("a", 1, 101))))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage("a classified 101 of 100 images");
  }
}
