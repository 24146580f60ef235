package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MemoryPlanTest {

  private static final long MIB = 1L << 20;

  private static MemoryPlan plan(long budget, int threads, int partitions, int brokers) {
    return MemoryPlan.of(budget, 0, threads, 16, new ImagesTopic(partitions, brokers, 1 << 20));
  }

  @Test
  void sharesTheBudgetOut() {
    MemoryPlan plan = plan(384 * MIB, 2, 12, 1);
    assertThat(plan.fetchMaxBytes()).isEqualTo(16 * MIB);
    assertThat(plan.maxPartitionFetchBytes()).isEqualTo(4 * MIB);
    assertThat(plan.pollBytes()).isEqualTo(16 * MIB);
    assertThat(plan.heapBytes()).isEqualTo(128 * MIB);
    assertThat(plan.networkBytes()).isEqualTo(64 * MIB);
    assertThat(plan.decodeBytes()).isEqualTo(96 * MIB);
    assertThat(plan.batchBytes()).isEqualTo(96 * MIB);
  }

  @Test
  void fetchesLessFromEachBrokerWhereThereAreMany() {
    assertThat(plan(384 * MIB, 2, 12, 3).fetchMaxBytes()).isEqualTo(12 * MIB);
    assertThat(plan(384 * MIB, 2, 12, 19).fetchMaxBytes()).isEqualTo(4 * MIB);
  }

  @Test
  void staysWithinHalfOfTheBudgetForEveryNumberOfThreadsAndBrokers() {
    for (int threads = 1; threads <= 16; threads++) {
      for (int brokers = 1; brokers <= 12; brokers++) {
        MemoryPlan plan = plan(1024 * MIB, threads, 12, brokers);
        assertThat(plan.heapBytes() + plan.networkBytes()).isLessThanOrEqualTo(512 * MIB);
      }
    }
  }

  @Test
  void pollsHundredsOfPhotographsAtOnceOnManyCores() {
    assertThat(plan(1024 * MIB, 2, 12, 1).pollBytes() / 100_000).isGreaterThan(300);
    assertThat(plan(1024 * MIB, 4, 12, 3).pollBytes() / 100_000).isGreaterThan(150);
  }

  @Test
  void pollsNoMoreThanTheCachesOfFewCoresHold() {
    ImagesTopic images = new ImagesTopic(12, 1, 1 << 20);
    assertThat(MemoryPlan.of(1024 * MIB, 0, 2, 4, images).pollBytes()).isEqualTo(8 * MIB);
    assertThat(MemoryPlan.of(1024 * MIB, 0, 2, 1, images).pollBytes()).isEqualTo(8 * MIB);
    assertThat(MemoryPlan.of(1024 * MIB, 0, 2, 8, images).pollBytes()).isEqualTo(16 * MIB);
    assertThat(MemoryPlan.of(1024 * MIB, 0, 4, 4, images).pollBytes()).isEqualTo(4 * MIB);
  }

  @Test
  void pollsMoreAtOnceWhereOneThreadHasAllPartitions() {
    ImagesTopic one = new ImagesTopic(1, 1, 1 << 20);
    assertThat(MemoryPlan.of(1024 * MIB, 0, 2, 4, one).pollBytes()).isEqualTo(16 * MIB);
  }

  @Test
  void leavesAPartitionThatIsAloneTheWholeFetch() {
    MemoryPlan plan = plan(1024 * MIB, 2, 1, 1);
    assertThat(plan.maxPartitionFetchBytes()).isEqualTo(plan.fetchMaxBytes());
  }

  @Test
  void neverFetchesLessThanAMebibyte() {
    MemoryPlan plan = plan(64 * MIB, 64, 1000, 3);
    assertThat(plan.fetchMaxBytes()).isEqualTo(MIB);
    assertThat(plan.maxPartitionFetchBytes()).isEqualTo(MIB);
  }

  @Test
  void takesWhatIsFetchedOffFirst() {
    ImagesTopic images = new ImagesTopic(4, 1, 1 << 20);

    MemoryPlan plan = MemoryPlan.of(512 * MIB, 64 * MIB, 2, 4, images);

    assertThat(plan.fetchedBytes()).isEqualTo(64 * MIB);
    assertThat(plan).isEqualTo(with(MemoryPlan.of(448 * MIB, 0, 2, 4, images), 64 * MIB));
  }

  private static MemoryPlan with(MemoryPlan plan, long fetched) {
    return new MemoryPlan(
        plan.budget(),
        plan.fetchMaxBytes(),
        plan.maxPartitionFetchBytes(),
        plan.pollBytes(),
        plan.heapBytes(),
        fetched,
        plan.networkBytes());
  }
}
