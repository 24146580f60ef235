package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How soon others go on with the partitions of an instance that was killed. The negative control of
 * what is lost is {@code ProcessKillIT}'s.
 */
final class FailOverIT {

  private static final int KILLS = Integer.getInteger("faults.failovers", 1);
  private static final long SEED = Long.getLong("faults.seed", 20_261_127);
  private static final Duration SESSION = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What the specification allows. */
  private static final double GAP_SECONDS = 15;

  @Test
  void goesOnElsewhereSoonAfterTheSessionHasTimedOut(@TempDir Path folder) throws Exception {
    List<Duration> made = new ArrayList<>();
    List<Duration> seen = new ArrayList<>();
    SaccadeProgram program =
        SaccadeProgram.of(folder, "exactly_once_v2")
            .with("session.timeout", SESSION.toSeconds() + "s");
    try (SandboxProcess sandbox = SandboxProcess.start(folder);
        SteadyRun run = new SteadyRun(sandbox.stage("fail-over"), program, folder, SEED)) {
      for (int kill = 0; kill < KILLS; kill++) {
        SteadyRun.Victim victim = run.victim();
        run.fleet().kill(victim.client());
        SteadyRun.Gap gap = run.awaitResumed(victim, PATIENCE);
        System.out.println("fail-over: gap " + gap);
        made.add(gap.made());
        seen.add(gap.seen());
        run.fleet().start(victim.client());
      }
      Verdict verdict = run.finish(PATIENCE);

      System.out.println("fail-over: seed=" + SEED + " " + verdict);
      Evidence.of("fail-over")
          .figure("kills", KILLS)
          .figure("session time-out s", SESSION.toSeconds())
          .figure("events a second", SteadyRun.RATE)
          .figure("gap p95 s", Percentile.p95(made))
          .figure("longest gap s", Percentile.most(made))
          .figure("gap p95 s, for readers of what is committed", Percentile.p95(seen))
          .figure("longest gap s, for readers of what is committed", Percentile.most(seen))
          .figures(verdict)
          .seed(SEED)
          .save();
      assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
      assertThat(Percentile.p95(made)).as("%s", made).isLessThanOrEqualTo(GAP_SECONDS);
    }
  }
}
