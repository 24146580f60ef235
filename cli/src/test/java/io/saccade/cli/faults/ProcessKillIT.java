package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What is promised when processes are killed, and that the test would see it broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProcessKillIT {

  private static final int EVENTS = Integer.getInteger("faults.events", 20_000);
  private static final int KILLS = Integer.getInteger("faults.kills", 5);
  private static final int AMID = KILLS / 3;

  private static final boolean IN_FULL = Integer.getInteger("faults.events") != null;
  private static final int RATE = Integer.getInteger("faults.steady", 250);
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
    KillRun.Plan plan = new KillRun.Plan(EVENTS, KILLS, AMID, 0, SEED);
    KillRun.Result result = run("exactly-once", program("exactly_once_v2"), plan);
    evidence("exactly-once", "", plan, result).save();

    assertThat(result.lags()).hasSize(KILLS).allMatch(lag -> lag > 0);
    assertThat(result.amid()).isEqualTo(AMID);
    assertThat(result.live().exactlyOnce()).as("live: %s", result.live()).isTrue();
    assertThat(result.live().outputsOf("exactly-once-failures")).isZero();
    assertThat(result.afterwards()).isEqualTo(result.live());
    assertThat(result.afterwards().inputs()).isEqualTo(EVENTS);
  }

  @Test
  void losesNothingAndRepeatsTheSameBytesUnderAtLeastOnce() throws Exception {
    KillRun.Plan plan =
        IN_FULL
            ? new KillRun.Plan(EVENTS, KILLS, AMID, RATE, SEED)
            : new KillRun.Plan(EVENTS, KILLS, 0, 0, SEED);
    SaccadeProgram program = program("at_least_once").with("commit.interval", "1s");
    KillRun.Result result = run("at-least-once", program, plan);
    evidence("at-least-once", "", plan, result).save();

    requireAtLeastOnce(result, plan);
    if (IN_FULL) {
      // A kill repeats what was done since the last commit: of a backlog, that is many.
      assertThat(result.live().dup()).isLessThanOrEqualTo(EVENTS / 50);
    }
  }

  /** What is repeated is what was done since the last commit, and so the more, the faster it is. */
  @Test
  @EnabledIfSystemProperty(named = "faults.backlog", matches = "true")
  void losesNothingUnderAtLeastOnceAndABacklog() throws Exception {
    KillRun.Plan plan = new KillRun.Plan(EVENTS, KILLS, AMID, 0, SEED);
    SaccadeProgram program = program("at_least_once").with("commit.interval", "1s");
    KillRun.Result result = run("backlog", program, plan);
    evidence("at-least-once", "under a backlog", plan, result).save();

    requireAtLeastOnce(result, plan);
  }

  /** It loses what it keeps in memory when it commits, so it has to have come as far. */
  @Test
  void seesANaiveProcessorLoseEvents() throws Exception {
    int events = IN_FULL ? EVENTS : EVENTS / 4;
    KillRun.Plan plan = new KillRun.Plan(events, KILLS, 0, 2 * RATE, SEED, true);
    KillRun.Result result = run("naive", new NaiveProgram(), plan);
    evidence("exactly-once", "naive baseline", plan, result).save();

    assertThat(result.lags()).hasSize(KILLS).allMatch(lag -> lag > 0);
    assertThat(result.afterwards().inputs()).isEqualTo(events);
    assertThat(result.live().lost()).as("live: %s", result.live()).isPositive();
    assertThat(result.afterwards().lost()).isPositive();
  }

  private static void requireAtLeastOnce(KillRun.Result result, KillRun.Plan plan) {
    Verdict verdict = result.live();
    assertThat(result.lags()).hasSize(plan.kills()).allMatch(lag -> lag > 0);
    assertThat(result.amid()).isEqualTo(plan.amid());
    assertThat(verdict.inputs()).isEqualTo(plan.events());
    assertThat(verdict.lost()).as("lost: %s", verdict).isZero();
    assertThat(verdict.stray()).as("stray: %s", verdict).isZero();
    assertThat(verdict.order()).as("order: %s", verdict).isZero();
    assertThat(verdict.hanging()).as("hanging: %s", verdict).isZero();
    assertThat(verdict.differing()).as("duplicates that differ: %s", verdict).isZero();
    assertThat(result.afterwards()).isEqualTo(verdict);
  }

  private SaccadeProgram program(String guarantee) throws Exception {
    return SaccadeProgram.of(folder, guarantee).with("http.port", "0");
  }

  private KillRun.Result run(String name, Program program, KillRun.Plan plan) throws Exception {
    KillRun run = new KillRun(sandbox.stage(name), program, plan);
    KillRun.Result result = run.run(folder);
    System.out.println(result.summary(run));
    return result;
  }

  private static Evidence evidence(
      String promise, String part, KillRun.Plan plan, KillRun.Result result) {
    Verdict verdict = result.afterwards();
    Evidence evidence =
        Evidence.of(promise)
            .part(part)
            .figure("kills", plan.kills())
            .figure("kills amid a batch", result.amid())
            .figure("most ms since they said so", result.longestSinceAsked().toMillis())
            .figures(verdict)
            .figure("dup %", 100.0 * verdict.dup() / verdict.inputs())
            .figure("lost %", 100.0 * verdict.lost() / verdict.inputs())
            .figure("took s", result.took().toMillis() / 1e3)
            .seed(plan.seed());
    return plan.rate() == 0 ? evidence : evidence.figure("events a second", plan.rate());
  }
}
