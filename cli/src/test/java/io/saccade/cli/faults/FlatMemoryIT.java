package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.cli.CliProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory does not grow with the number of events. The heap is touched whole at the start, so that
 * what the system counts can grow outside it only; what is live on it is counted by Java itself.
 */
final class FlatMemoryIT {

  private static final int EVENTS = Integer.getInteger("memory.flat.events", 21_000);
  private static final int THIRDS = 3;
  private static final long SEED = 20_261_201;
  private static final long MIB = 1 << 20;

  /** What leaks a kilobyte with each event is above it. */
  private static final long FEW = Integer.getInteger("memory.flat.mebibytes", 10) * MIB;

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration DRAIN = Duration.ofHours(2);

  /** Connections come and go; what leaks one with each poll or each commit leaks hundreds. */
  private static final long FEW_HANDLES = 16;

  private record Held(long resident, long live, OpenHandles open) {}

  @Test
  void theLastThirdHoldsNoMoreThanTheOneBefore(@TempDir Path folder) throws Exception {
    assumeTrue(ResidentMemory.isKnown(), "no /proc on this system to read a process's memory from");
    assumeTrue(LiveObjects.areKnown(), "no jcmd beside this java to count live objects with");
    try (SandboxProcess sandbox = SandboxProcess.start(folder)) {
      Stage stage = sandbox.stage("flat");
      // Without the archive of classes, as in the images: pages of a mapped file come in one by one
      // while code warms up, and count as resident. Without the second compiler: it goes on for
      // minutes, and what it works with counts as well.
      SaccadeProgram program =
          SaccadeProgram.of(folder, "exactly_once_v2")
              .withJvm(
                  "-Xshare:auto",
                  "-XX:TieredStopAtLevel=1",
                  "-Xms256m",
                  "-Xmx256m",
                  "-XX:+AlwaysPreTouch");
      try (BrokerView broker = new BrokerView(stage);
          Fleet fleet = new Fleet(stage, program, folder);
          EventLoad load = load(broker, stage)) {
        CliProcess processor = fleet.start(fleet.client(0));
        processor.awaitLine("^running", START);
        List<Held> thirds = new ArrayList<>();
        for (int third = 0; third < THIRDS; third++) {
          load.publish(EVENTS / THIRDS);
          Eventually.holds("every event is committed", DRAIN, () -> broker.lag() == 0);
          thirds.add(held(processor));
        }

        System.out.printf(
            "flat memory: events=%d bytes held after each third=%s%n", EVENTS, thirds);
        save(thirds.get(1), thirds.get(2));
        assertThat(thirds.get(2).resident()).isLessThan(thirds.get(1).resident() + FEW);
        assertThat(thirds.get(2).live()).isLessThan(thirds.get(1).live() + FEW);
        OpenHandles before = thirds.get(1).open();
        OpenHandles after = thirds.get(2).open();
        assertThat(after.descriptors()).isLessThan(before.descriptors() + FEW_HANDLES);
        assertThat(after.threads()).isLessThan(before.threads() + FEW_HANDLES);
      }
    }
  }

  private static void save(Held before, Held after) throws IOException {
    Evidence.of("leaks")
        .part("inferences")
        .figure("inferences", EVENTS)
        .figure("resident MiB grown", (after.resident() - before.resident()) / MIB)
        .figure("live MiB grown", (after.live() - before.live()) / MIB)
        .figure("descriptors grown", after.open().descriptors() - before.open().descriptors())
        .figure("threads grown", after.open().threads() - before.open().threads())
        .seed(SEED)
        .save();
  }

  private static EventLoad load(BrokerView broker, Stage stage) throws Exception {
    broker.createTopics();
    return new EventLoad(stage, SEED);
  }

  private static Held held(CliProcess process) throws IOException {
    return new Held(
        ResidentMemory.of(process.pid()).bytesInUse(),
        LiveObjects.of(process.pid()).bytes(),
        OpenHandles.of(process.pid()));
  }
}
