package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is promised when processes are killed, and that the test would see it broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProcessKillIT {

  private static final int EVENTS = Integer.getInteger("faults.events", 20_000);
  private static final int KILLS = Integer.getInteger("faults.kills", 5);
  private static final long SEED = Long.getLong("faults.seed", 20_261_121);

  private final Path folder;
  private final SandboxProcess sandbox;

  ProcessKillIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.sandbox = SandboxProcess.start(folder);
  }

  @AfterAll
  void stopSandbox() {
    sandbox.close();
  }

  @Test
  void losesAndRepeatsNothingUnderExactlyOnce() throws Exception {
    KillRun.Result result = run("exactly-once", SaccadeProgram.of(folder, "exactly_once_v2"));

    assertThat(result.lags()).hasSize(KILLS).allMatch(lag -> lag > 0);
    assertThat(result.live().exactlyOnce()).as("live: %s", result.live()).isTrue();
    assertThat(result.live().outputsOf("exactly-once-failures")).isZero();
    assertThat(result.afterwards()).isEqualTo(result.live());
    assertThat(result.afterwards().inputs()).isEqualTo(EVENTS);
  }

  @Test
  void losesNothingAndRepeatsTheSameBytesUnderAtLeastOnce() throws Exception {
    KillRun.Result result = run("at-least-once", SaccadeProgram.of(folder, "at_least_once"));

    Verdict verdict = result.live();
    assertThat(result.lags()).hasSize(KILLS).allMatch(lag -> lag > 0);
    assertThat(verdict.inputs()).isEqualTo(EVENTS);
    assertThat(verdict.lost()).as("lost: %s", verdict).isZero();
    assertThat(verdict.stray()).as("stray: %s", verdict).isZero();
    assertThat(verdict.order()).as("order: %s", verdict).isZero();
    assertThat(verdict.hanging()).as("hanging: %s", verdict).isZero();
    assertThat(verdict.differing()).as("duplicates that differ: %s", verdict).isZero();
    assertThat(result.afterwards()).isEqualTo(verdict);
  }

  @Test
  void seesANaiveProcessorLoseEvents() throws Exception {
    KillRun.Result result = run("naive", new NaiveProgram());

    assertThat(result.lags()).hasSize(KILLS).allMatch(lag -> lag > 0);
    assertThat(result.afterwards().inputs()).isEqualTo(EVENTS);
    assertThat(result.live().lost()).as("live: %s", result.live()).isPositive();
    assertThat(result.afterwards().lost()).isPositive();
  }

  private KillRun.Result run(String name, Program program) throws Exception {
    KillRun run = new KillRun(sandbox.stage(name), program, EVENTS, KILLS, SEED);
    KillRun.Result result = run.run(folder);
    System.out.println(result.summary(run));
    return result;
  }
}
