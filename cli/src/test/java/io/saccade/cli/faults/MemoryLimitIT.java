package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.saccade.cli.CliProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a container's limit of memory, with the options of the shipped image and no others. */
final class MemoryLimitIT {

  private static final long MIB = 1 << 20;
  private static final long LIMIT = 1024 * MIB;
  private static final int EVENTS = Integer.getInteger("memory.limit.events", 200);
  private static final long SEED = 20_261_123;
  private static final int KILLED = 137;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration DRAIN = Duration.ofMinutes(30);

  private static final List<String> SHIPPED =
      List.of("-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", "-XX:MaxRAMPercentage=40");

  @TempDir private Path folder;

  @Test
  void worksOffABacklogOfLargeImagesInAGibibyteAndIsNotKilled() throws Exception {
    try (MemoryCgroup group = group();
        SandboxProcess sandbox = SandboxProcess.start(folder)) {
      Stage stage = sandbox.stage("limit");
      SaccadeProgram program = SaccadeProgram.of(folder, "exactly_once_v2").withHeap("1m");
      Path config = program.configure(stage, "limit-0", folder);
      try (BrokerView broker = new BrokerView(stage)) {
        broker.createTopics();
        try (EventLoad load = new EventLoad(stage, SEED, LargeImages.noisy(SEED), "none")) {
          load.publish(EVENTS);
        }
        List<String> command = List.of("process", "--verbose", "--config", config.toString());
        try (CliProcess processor = start(group, SHIPPED, command)) {
          processor.awaitLine("streams state=RUNNING", START);
          Eventually.holds("all is committed", DRAIN, () -> isDrained(processor, broker));

          long peak = ResidentMemory.of(processor.pid()).peakBytes();
          System.out.printf(
              "memory limit: events=%d limit=%d MiB peak=%d MiB kills=%d%n",
              EVENTS, LIMIT / MIB, peak / MIB, group.kills());
          Evidence.of("memory")
              .part("in a container")
              .figure("events", EVENTS)
              .figure("limit MiB", LIMIT / MIB)
              .figure("peak MiB", peak / MIB)
              .figure("kills", group.kills())
              .seed(SEED)
              .save();
          assertThat(group.kills()).isZero();
          assertThat(peak).isLessThan(LIMIT);
        }
      }
    }
  }

  @Test
  void seesAHeapAsLargeAsTheContainerKilled() throws Exception {
    try (MemoryCgroup group = group()) {
      List<String> greedy = List.of("-XX:+AlwaysPreTouch", "-Xms1g", "-Xmx1g");
      try (CliProcess process = start(group, greedy, List.of("--version"))) {
        assertThat(process.awaitExit(START)).isEqualTo(KILLED);
      }
      assertThat(group.kills()).isEqualTo(1);
    }
  }

  private CliProcess start(MemoryCgroup group, List<String> jvm, List<String> args)
      throws IOException {
    return CliProcess.startIn(group.entrance(), folder.resolve("limited.log"), jvm, Map.of(), args);
  }

  private static boolean isDrained(CliProcess processor, BrokerView broker) throws Exception {
    if (!processor.isAlive()) {
      throw new AssertionError("it has ended; its output was:\n" + processor.output());
    }
    return broker.lag() == 0;
  }

  private static MemoryCgroup group() {
    try {
      return MemoryCgroup.of(LIMIT);
    } catch (IOException e) {
      return abort("no control group with a memory limit can be made here: " + e);
    }
  }
}
