package io.saccade.cli.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.cli.CliProcess;
import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.EventLoad;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.faults.Fleet;
import io.saccade.cli.faults.SaccadeProgram;
import io.saccade.cli.faults.SandboxProcess;
import io.saccade.cli.faults.Verdict;
import io.saccade.cli.faults.Verifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed amidst a swap comes back to the right version: the latest release where
 * it is acceptable, else the last that was accepted; never to none.
 */
@ExtendWith(SharedSandbox.class)
final class KilledSwapIT {

  private static final int KILLS = Integer.getInteger("releases.kills", 4);
  private static final long SEED = 20_261_127;
  private static final int EVENTS = 60;
  private static final Duration START = Duration.ofSeconds(90);

  /** The control waits that long in vain. */
  private static final Duration NEVER = Duration.ofSeconds(3);

  @Test
  void comesBackToTheRightVersion(SandboxProcess sandbox, @TempDir Path folder) throws Exception {
    ReleaseStage stage = ReleaseStage.in(sandbox, "kills");
    try (BrokerView broker = new BrokerView(stage.events());
        Fleet fleet = new Fleet(stage.events(), program(stage, folder), folder)) {
      stage.createTopics(broker);
      try (KilledSwaps swaps = new KilledSwaps(stage, fleet, folder);
          AnswerLog answers = AnswerLog.follow(stage);
          EventLoad load = new EventLoad(stage.events(), SEED)) {
        swaps.begin();
        int events = 0;
        for (KillPoint point : KillPoint.points(KILLS, SEED)) {
          load.publish(EVENTS);
          String struck = swaps.strike(point);
          events += EVENTS;
          answers.await(events, START);
          load.publish(EVENTS);
          List<Answer> after =
              answers.await(events + EVENTS, START).subList(events, events + EVENTS);
          events += EVENTS;
          System.out.printf("killed amidst a swap: %s %s%n", point, struck);
          assertThat(after)
              .as("%s", point)
              .allMatch(answer -> answer.sha256().equals(swaps.accepted().getSha256()));
        }
        Eventually.holds("every event is committed", START, () -> broker.lag() == 0);
        Verdict verdict = Verifier.judge(stage.events(), broker, START);
        System.out.println("killed amidst swaps: " + verdict);
        assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
        assertThat(verdict.inputs()).isEqualTo(events);
        seesAnInstanceThatComesBackToNothing(
            program(stage, folder).with("topics.status", stage.blindTopic()), swaps, answers, load);
      }
    }
  }

  /** No bundle is set: what serves is what was released, or nothing. */
  private static SaccadeProgram program(ReleaseStage stage, Path folder) throws Exception {
    return stage
        .program(folder)
        .with("model.bundle", "")
        .with("model.name", ReleaseStage.MODEL)
        .with("batch.size", "2");
  }

  /** The control: who cannot see what was accepted last comes back to none, and is found out. */
  private static void seesAnInstanceThatComesBackToNothing(
      SaccadeProgram program, KilledSwaps swaps, AnswerLog answers, EventLoad load)
      throws Exception {
    int before = answers.size();
    try (CliProcess process = swaps.refuseAndRestartAs(program)) {
      process.awaitLine("state=REFUSED", START);
      load.publish(EVENTS);
      assertThatThrownBy(() -> answers.await(before + 1, NEVER)).isInstanceOf(AssertionError.class);
    }
  }
}
