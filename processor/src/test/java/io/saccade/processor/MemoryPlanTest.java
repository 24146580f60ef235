package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MemoryPlanTest {

  private static final long MIB = 1L << 20;

  @Test
  void sharesTheBudgetOut() {
    MemoryPlan plan = MemoryPlan.of(1024 * MIB, 2, 12);
    assertThat(plan.fetchMaxBytes()).isEqualTo(128 * MIB);
    assertThat(plan.maxPartitionFetchBytes()).isEqualTo(16 * MIB);
    assertThat(plan.decodeBytes()).isEqualTo(256 * MIB);
  }

  @Test
  void fetchesLessAPartitionWhereThereAreMany() {
    assertThat(MemoryPlan.of(1024 * MIB, 2, 128).maxPartitionFetchBytes()).isEqualTo(2 * MIB);
  }

  @Test
  void neverFetchesLessThanAMebibyte() {
    MemoryPlan plan = MemoryPlan.of(64 * MIB, 64, 1000);
    assertThat(plan.fetchMaxBytes()).isEqualTo(MIB);
    assertThat(plan.maxPartitionFetchBytes()).isEqualTo(MIB);
  }
}
