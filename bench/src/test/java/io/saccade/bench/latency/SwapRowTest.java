package io.saccade.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saccade.bench.latency.SwapRow.Second;
import io.saccade.bench.latency.SwapRow.Swap;
import io.saccade.bench.latency.SwapRow.Together;
import io.saccade.bench.results.Measured;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SwapRowTest {

  private static SwapRow row(Together p99, Swap... swaps) {
    return new SwapRow(
        "cats 1",
        10,
        1000,
        4,
        80,
        100,
        50,
        p99,
        List.of(swaps),
        List.of(new Second(12.5, 80, false), new Second(null, 0, true)));
  }

  /** A swap that makes the p99 so much larger and the throughput so much smaller. */
  private static Swap swap(double ratio, double dip) {
    return new Swap(10, 20, 80, 100, 100 * ratio, 80, 80 * (1 - dip));
  }

  /** All quiet times together have 100 ms. */
  private static Together together(double ratio) {
    return new Together(80, 120, 100, 100 * ratio);
  }

  @Test
  void judgesByWhatAllSwapsAreTogether() {
    SwapRow row = row(together(1.05), swap(1.2, 0.05), swap(3, 0.5), swap(1.0, 0.0));

    assertThat(row.p99Ratio()).isCloseTo(1.05, within(1e-9));
    assertThat(row.controlRatio()).isCloseTo(1.5, within(1e-9));
    assertThat(row.medianRatio()).isCloseTo(1.2, within(1e-9));
    assertThat(row.throughputDip()).isCloseTo(0.05, within(1e-9));
    assertThat(row.medianLoadSeconds()).isEqualTo(10);
    assertThat(row.kept()).isTrue();
  }

  @Test
  void isNotKeptWhereEitherIsOver() {
    assertThat(row(together(1.2), swap(1.0, 0.0)).kept()).isFalse();
    assertThat(row(together(1.0), swap(1.0, 0.2)).kept()).isFalse();
  }

  @Test
  void isReadAsItWasWritten(@TempDir Path folder) throws Exception {
    SwapRow row = row(together(1.05), swap(1.05, 0.05));

    Path unused = Measured.here("./saccade bench swap", List.of(row)).write(folder, "swap");

    assertThat(Measured.read(folder, "swap", SwapRow.class).rows()).containsExactly(row);
  }

  @Test
  void aScheduleEndsWhenItIsToldTo() {
    StoppableSchedule schedule = new StoppableSchedule(Schedule.constant(1), 99);

    assertThat(schedule.nextNanos()).isZero();
    schedule.stop();
    assertThat(schedule.nextNanos()).isEqualTo(99);
  }
}
