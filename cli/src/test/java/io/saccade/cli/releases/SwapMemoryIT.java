package io.saccade.cli.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.cli.CliProcess;
import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.EventLoad;
import io.saccade.cli.faults.Evidence;
import io.saccade.cli.faults.LiveObjects;
import io.saccade.cli.faults.ResidentMemory;
import io.saccade.cli.faults.SandboxProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** However often versions are swapped, what a process holds outside the heap and on it stays. */
@ExtendWith(SharedSandbox.class)
final class SwapMemoryIT {

  private static final int SWAPS = Integer.getInteger("releases.memory.swaps", 60);

  /** A process that has just started goes on warming up; only of many swaps so much is asked. */
  private static final long MEBIBYTES = Long.getLong("releases.memory.mebibytes", 1_000);

  /** Enough to leave behind more versions than may be open. */
  private static final int FORGOTTEN = 12;

  private static final int EVENTS = 20;
  private static final long SEED = 20_261_128;
  private static final Duration START = Duration.ofSeconds(90);
  private static final List<String> JVM =
      List.of(
          "-Xms192m",
          "-Xmx192m",
          "-XX:+AlwaysPreTouch",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC");

  @Test
  void staysFlat(SandboxProcess sandbox, @TempDir Path folder) throws Exception {
    SwapMemory memory = swap(ReleaseStage.in(sandbox, "memory"), folder, "closing", SWAPS);

    System.out.println("swap memory: " + memory);
    memory.figures(Evidence.of("leaks").part("swaps")).seed(SEED).save();
    assertThat(memory.violations(MEBIBYTES << 20)).isEmpty();
  }

  @Test
  void seesAProcessThatForgetsToClose(SandboxProcess sandbox, @TempDir Path folder)
      throws Exception {
    SwapMemory memory =
        swap(ReleaseStage.in(sandbox, "forgetting"), folder, "forgetting", FORGOTTEN);

    System.out.println("swap memory where versions are forgotten: " + memory);
    assertThat(memory.violations(MEBIBYTES << 20)).hasSizeGreaterThanOrEqualTo(2);
  }

  private static SwapMemory swap(ReleaseStage stage, Path folder, String mode, int swaps)
      throws Exception {
    assumeTrue(ResidentMemory.isKnown(), "no /proc on this system to read a process's memory from");
    assumeTrue(LiveObjects.areKnown(), "no jcmd beside this java to count live objects with");
    Path own = Files.createDirectories(folder.resolve(mode));
    Path config = stage.program(folder).configure(stage.events(), mode, own);
    try (BrokerView broker = new BrokerView(stage.events())) {
      stage.createTopics(broker);
      try (CliProcess process =
              CliProcess.startMain(
                  own.resolve("output.log"),
                  JVM,
                  Map.of(),
                  CountingProcessor.class.getName(),
                  List.of(config.toString(), mode));
          Operator operator = new Operator(stage);
          EventLoad load = new EventLoad(stage.events(), SEED)) {
        Versions versions = new Versions(folder.resolve("versions"));
        SwapMemory memory = new SwapMemory(process, open(process, -1).sessions());
        for (int i = 0; i < swaps; i++) {
          load.publish(EVENTS);
          Issued release = operator.issue(versions.make("swap-" + i));
          memory.add(open(process, release.offset()), i == swaps / 2 || i == swaps - 1);
        }
        return memory;
      }
    }
  }

  private static SwapMemory.Open open(CliProcess process, long release) throws Exception {
    MatchResult sample =
        process.awaitLine(
            "^sample release=%d sessions=(\\d+) handles=(\\d+)$".formatted(release), START);
    return new SwapMemory.Open(Long.parseLong(sample.group(1)), Long.parseLong(sample.group(2)));
  }
}
