package io.saccade.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.trainer.progress.TrainingEvent;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ResidentMemoryTest {

  private static ResidentMemory growing(double mibAnImage) {
    List<ResidentMemory.Seen> seen =
        LongStream.range(0, 100)
            .mapToObj(step -> new ResidentMemory.Seen(step * 32, 500 + step * 32 * mibAnImage))
            .toList();
    return new ResidentMemory(seen);
  }

  @Test
  void findsTheSlope() {
    assertThat(growing(0.01).growth(32_000)).isBetween(319.0, 321.0);
    assertThat(growing(0).growth(32_000)).isZero();
  }

  @Test
  void hasNoSlopeWhereNothingWasSeen() {
    assertThat(new ResidentMemory(List.of()).growth(32_000)).isNaN();
  }

  @Test
  void forgivesTheHeapThatTakesItsPlaceAtTheBeginning() {
    List<ResidentMemory.Seen> seen =
        LongStream.range(0, 100)
            .mapToObj(step -> new ResidentMemory.Seen(step * 32, step < 20 ? 100 + step : 500))
            .toList();

    assertThat(new ResidentMemory(seen).growth(32_000)).isZero();
  }

  @Test
  void looksAtItsOwnProcessWhileGradientsAreFollowed() {
    ResidentMemory memory = new ResidentMemory(List.of());
    ProcessHandle self = ProcessHandle.current();

    memory.see(new TrainingEvent.Step(32), self);
    assertThat(memory.images()).isZero();

    memory.see(new TrainingEvent.Stage("Train", 100, "images"), self);
    memory.see(new TrainingEvent.Step(64), self);
    assertThat(memory.images()).isEqualTo(64);
    assertThat(memory.last()).isPositive();
  }
}
