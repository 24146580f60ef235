package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MemoryCheckTest {

  private static final long MIB = 1L << 20;
  private static final ImagesTopic TOPIC = new ImagesTopic(12, 1, 1 << 20);

  private static void check(long budget, int threads, long heap) throws StartException {
    new MemoryCheck(MemoryPlan.of(budget, 0, threads, 16, TOPIC), heap).require(TOPIC);
  }

  @Test
  void acceptsTheDefaultBudgetOnAnyHeap() {
    for (long heap = 64 * MIB; heap <= 1024 * MIB; heap += 32 * MIB) {
      long all = heap;
      assertThatCode(() -> check(all, 2, all)).doesNotThrowAnyException();
    }
  }

  @Test
  void refusesABudgetThatTheThreadsCannotLiveOn() {
    assertThatThrownBy(() -> check(64 * MIB, 16, 1024 * MIB))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("memory.budget is 64MiB")
        .hasMessageContaining("at least 192MiB");
  }

  @Test
  void refusesAHeapThatPolledRecordsWouldFill() {
    assertThatThrownBy(() -> check(1024 * MIB, 2, 256 * MIB))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("polled records may take 256MiB")
        .hasMessageContaining("-Xmx342m");
  }

  @Test
  void countsImagesThatAreFetched() throws Exception {
    MemoryPlan plan = MemoryPlan.of(512 * MIB, 64 * MIB, 2, 16, TOPIC);

    assertThatCode(() -> new MemoryCheck(plan, 512 * MIB).require(TOPIC))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> new MemoryCheck(plan, (plan.heapBytes() + 64 * MIB) * 4 / 3 - MIB).require(TOPIC))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("images that are fetched 64MiB");
  }
}
