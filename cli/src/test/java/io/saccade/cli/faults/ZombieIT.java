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
 * An instance that stands still for so long that others have its partitions, and then goes on where
 * it was. The negative control of what is lost is {@code ProcessKillIT}'s.
 */
final class ZombieIT {

  private static final int STOPS = Integer.getInteger("faults.zombies", 1);
  private static final Duration STILL = Duration.ofSeconds(Integer.getInteger("faults.still", 4));
  private static final long SEED = Long.getLong("faults.seed", 20_261_128);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void doesNotRepeatWhatOthersHaveDone(@TempDir Path folder) throws Exception {
    List<Duration> gaps = new ArrayList<>();
    try (SandboxProcess sandbox = SandboxProcess.start(folder);
        SteadyRun run =
            new SteadyRun(
                sandbox.stage("zombies"),
                SaccadeProgram.of(folder, "exactly_once_v2"),
                folder,
                SEED)) {
      for (int stop = 0; stop < STOPS; stop++) {
        SteadyRun.Victim victim = run.victim();
        CliProcess zombie = run.fleet().process(victim.client());
        zombie.signal("STOP");
        long until = System.nanoTime() + STILL.toNanos();
        try {
          run.awaitOwners(clients -> !clients.contains(victim.client()), PATIENCE);
          gaps.add(run.awaitResumed(victim, PATIENCE).made());
          Eventually.holds("it was still for so long", PATIENCE, () -> System.nanoTime() > until);
        } finally {
          zombie.signal("CONT");
        }
      }
      run.awaitOwners(run.clients()::equals, PATIENCE);
      Verdict verdict = run.finish(PATIENCE);

      System.out.println("zombies: seed=" + SEED + " stops=" + STOPS + " " + verdict);
      Evidence.of("zombies")
          .figure("stops", STOPS)
          .figure("stopped for s", STILL.toSeconds())
          .figure("events a second", SteadyRun.RATE)
          .figures(verdict)
          .figure("gap p95 s", Percentile.p95(gaps))
          .seed(SEED)
          .save();
      assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
    }
  }
}
