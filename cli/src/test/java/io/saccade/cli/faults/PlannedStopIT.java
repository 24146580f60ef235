package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A processor that is asked to stop commits, leaves the group and frees what is native. The
 * negative control of what is lost is {@code ProcessKillIT}'s.
 */
final class PlannedStopIT {

  private static final int STOPS = Integer.getInteger("faults.stops", 2);
  private static final long SEED = Long.getLong("faults.seed", 20_261_124);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What the specification allows. */
  private static final Duration EXIT = Duration.ofSeconds(20);

  private static final double GAP_SECONDS = 5;

  /** Far above any time that is waited here: who stayed in the group would be missed. */
  private static final Duration SESSION = Duration.ofMinutes(2);

  private final List<Duration> exits = new ArrayList<>();
  private final List<Duration> gaps = new ArrayList<>();

  @Test
  void handsItsPartitionsOverAtOnceAndRepeatsNothingEvenAtLeastOnce(@TempDir Path folder)
      throws Exception {
    SaccadeProgram program =
        SaccadeProgram.of(folder, "at_least_once")
            .with("session.timeout", SESSION.toSeconds() + "s");
    try (SandboxProcess sandbox = SandboxProcess.start(folder);
        SteadyRun run = new SteadyRun(sandbox.stage("stop"), program, folder, SEED)) {
      for (int stop = 0; stop < STOPS; stop++) {
        stopOne(run);
      }
      run.awaitOwners(run.clients()::equals, PATIENCE);
      Verdict verdict = run.finish(PATIENCE);

      System.out.printf("planned stop: seed=%d exits=%s gaps=%s %s%n", SEED, exits, gaps, verdict);
      Evidence.of("planned-stop")
          .figure("stops", STOPS)
          .figure("events a second", SteadyRun.RATE)
          .figure("longest exit s", Percentile.most(exits))
          .figure("gap p95 s", Percentile.p95(gaps))
          .figure("longest gap s", Percentile.most(gaps))
          .figures(verdict)
          .seed(SEED)
          .save();
      assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
      assertThat(Percentile.p95(gaps)).as("%s", gaps).isLessThanOrEqualTo(GAP_SECONDS);
    }
  }

  /** Stops one amid its work, and starts it again. */
  private void stopOne(SteadyRun run) throws Exception {
    SteadyRun.Victim victim = run.victim();
    CliProcess leaving = run.fleet().process(victim.client());
    long asked = System.nanoTime();
    run.fleet().stop(victim.client(), EXIT);
    exits.add(Duration.ofNanos(System.nanoTime() - asked));
    gaps.add(run.awaitResumed(victim, PATIENCE).made());
    assertThat(leaving.output()).contains("open_native_handles=0", "0 native handles open");
    run.fleet().start(victim.client());
  }
}
