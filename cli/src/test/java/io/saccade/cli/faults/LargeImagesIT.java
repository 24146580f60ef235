package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.cli.CliProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backlog of images of about a mebibyte is worked off in the memory that the processor was given:
 * the heap, what {@code memory.budget} allows outside it, and what Java and the native libraries
 * take whatever they work on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LargeImagesIT {

  private static final int EVENTS = Integer.getInteger("memory.large.events", 600);
  private static final int FEW_EVENTS = 300;
  private static final long SEED = 20_261_130;
  private static final long MIB = 1 << 20;

  /**
   * Code, classes, threads, the collector's tables, both native libraries and the model: an idle
   * processor holds about 200 MiB beside its heap.
   */
  private static final long FIXED = 300 * MIB;

  /** Enough for its own plan, and for nobody who fetches as much as brokers give. */
  private static final long SMALL_HEAP = 192 * MIB;

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration DRAIN = Duration.ofMinutes(30);

  private final Path folder;
  private final SandboxProcess sandbox;

  LargeImagesIT(@TempDir Path folder) throws Exception {
    assumeTrue(ResidentMemory.isKnown(), "no /proc on this system to read a process's memory from");
    this.folder = folder;
    this.sandbox = SandboxProcess.start(folder);
  }

  @AfterAll
  void stopSandbox() {
    sandbox.close();
  }

  @Test
  void aBacklogIsWorkedOffWithinTheHeapAndTheBudget() throws Exception {
    worksOff(new Backlog("large", LargeImages.noisy(SEED), "none", EVENTS), 1024 * MIB);
  }

  @Test
  void whatCompressionHidesDoesNotFillTheHeap() throws Exception {
    worksOff(new Backlog("compressed", LargeImages.flat(), "zstd", FEW_EVENTS), SMALL_HEAP);
  }

  @Test
  void fetchesWithoutAPlanFillTheSameHeap() throws Exception {
    Backlog backlog = new Backlog("unplanned", LargeImages.noisy(SEED), "none", FEW_EVENTS);
    Stage stage = sandbox.stage(backlog.name());
    SaccadeProgram unplanned =
        program(SMALL_HEAP)
            .with("tuning", "fixed")
            .with("kafka.fetch.max.bytes", "1000000000")
            .with("kafka.max.partition.fetch.bytes", "1000000000");
    try (BrokerView broker = new BrokerView(stage);
        Fleet fleet = new Fleet(stage, unplanned, folder)) {
      backlog.publish(stage, broker);

      CliProcess processor = fleet.start(fleet.client(0));

      assertThat(processor.awaitLine("OutOfMemoryError", START).group()).isNotEmpty();
    }
  }

  private record Backlog(String name, List<byte[]> images, String compression, int events) {

    void publish(Stage stage, BrokerView broker) throws Exception {
      broker.createTopics();
      try (EventLoad load = new EventLoad(stage, SEED, images, compression)) {
        load.publish(events);
      }
    }
  }

  private void worksOff(Backlog backlog, long heap) throws Exception {
    Stage stage = sandbox.stage(backlog.name());
    try (BrokerView broker = new BrokerView(stage);
        Fleet fleet = new Fleet(stage, program(heap), folder)) {
      backlog.publish(stage, broker);

      CliProcess processor = fleet.start(fleet.client(0));
      processor.awaitLine("streams state=RUNNING", START);
      Eventually.holds("every event is committed", DRAIN, () -> isDrained(fleet, broker));
      long peak = ResidentMemory.of(processor.pid()).peakBytes();

      long most = heap + outsideTheHeap(processor) + FIXED;
      Verdict verdict = Verifier.judge(stage, broker, DRAIN);
      System.out.printf(
          "%s: events=%d heap=%d MiB peak=%d MiB of %d MiB %s%n",
          backlog.name(), backlog.events(), heap / MIB, peak / MIB, most / MIB, verdict);
      Evidence.of("memory")
          .part(backlog.name())
          .figures(verdict)
          .figure("heap MiB", heap / MIB)
          .figure("peak MiB", peak / MIB)
          .figure("allowed MiB", most / MIB)
          .seed(SEED)
          .save();
      assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
      assertThat(verdict.inputs()).isEqualTo(backlog.events());
      assertThat(verdict.outputsOf(stage.failures())).isZero();
      assertThat(peak).isLessThan(most);
      assertThat(processor.output()).doesNotContain("OutOfMemoryError", "ERROR");
      assertThat(processor.output().split("state=REBALANCING", -1)).as("rebalances").hasSize(2);
    }
  }

  private static boolean isDrained(Fleet fleet, BrokerView broker) throws Exception {
    fleet.requireAlive();
    return broker.lag() == 0;
  }

  private SaccadeProgram program(long heap) throws Exception {
    return SaccadeProgram.of(folder, "exactly_once_v2").withHeap(heap / MIB + "m");
  }

  /** What the processor says that it may take outside its heap; never more than its budget. */
  private static long outsideTheHeap(CliProcess processor) throws InterruptedException {
    MatchResult plan =
        processor.awaitLine(
            "memory budget=(\\d+)MiB .*network=(\\d+)MiB decoded=(\\d+)MiB batches=(\\d+)MiB",
            START);
    long outside = 0;
    for (int part = 2; part <= 4; part++) {
      outside += Long.parseLong(plan.group(part)) * MIB;
    }
    assertThat(outside).isLessThan(Long.parseLong(plan.group(1)) * MIB);
    return outside;
  }
}
