package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances that join and leave faster than the group comes to rest. The negative control of what
 * is lost is {@code ProcessKillIT}'s.
 */
final class StormIT {

  private static final Duration STORM = Duration.ofSeconds(Integer.getInteger("faults.storm", 8));
  private static final long SEED = Long.getLong("faults.seed", 20_261_129);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What the specification allows. */
  private static final Duration DRAIN = Duration.ofSeconds(60);

  @Test
  void losesAndRepeatsNothingWhileInstancesComeAndGo(@TempDir Path folder) throws Exception {
    SaccadeProgram program = SaccadeProgram.of(folder, "exactly_once_v2");
    try (SandboxProcess sandbox = SandboxProcess.start(folder)) {
      Stage stage = sandbox.stage("storm");
      try (SteadyRun run = new SteadyRun(stage, program, folder, SEED)) {
        Visitors visitors = new Visitors(stage, program, folder, SEED);
        Eventually.holds("the storm is over", STORM.plus(PATIENCE), () -> visitors.isOver(STORM));
        visitors.close();
        long lag = run.broker().lag();
        long began = System.nanoTime();
        Verdict verdict = run.finish(DRAIN);
        Duration drained = Duration.ofNanos(System.nanoTime() - began);

        System.out.printf(
            "storm: seed=%d joined=%d left=%d lag=%d %s%n",
            SEED, visitors.joined(), visitors.left(), lag, verdict);
        Evidence.of("rebalance-storm")
            .figure("storm s", STORM.toSeconds())
            .figure("joined", visitors.joined())
            .figure("left", visitors.left())
            .figure("events a second", SteadyRun.RATE)
            .figure("lag at its end", lag)
            .figure("drained and judged after s", drained.toMillis() / 1e3)
            .figures(verdict)
            .seed(SEED)
            .save();
        assertThat(visitors.joined()).isPositive();
        assertThat(visitors.left()).isPositive();
        assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
      }
    }
  }
}
