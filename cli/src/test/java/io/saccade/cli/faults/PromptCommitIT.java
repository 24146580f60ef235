package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A processor that has caught up commits at once, however long the interval is. */
final class PromptCommitIT {

  private static final int TIMES = 4;
  private static final int EVENTS = 10;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration INTERVAL = Duration.ofSeconds(20);

  private static final Duration SOON = INTERVAL.dividedBy(4);

  @Test
  void showsPredictionsWithoutWaitingForTheInterval(@TempDir Path folder) throws Exception {
    try (SandboxProcess sandbox = SandboxProcess.start(folder)) {
      Stage stage = sandbox.stage("prompt");
      SaccadeProgram program =
          SaccadeProgram.of(folder, "exactly_once_v2")
              .with("commit.interval", INTERVAL.toSeconds() + "s")
              .with("kafka.producer.transaction.timeout.ms", "60000");
      try (BrokerView broker = new BrokerView(stage);
          EventLoad load = new EventLoad(stage, 1);
          Fleet fleet = new Fleet(stage, program, folder)) {
        broker.createTopics();
        fleet.start(fleet.client(0));
        Eventually.holds("the partitions are assigned", START, () -> isOwned(broker, fleet));
        // By the interval alone each of these would be in time once in four times.
        for (int time = 0; time < TIMES; time++) {
          load.publish(EVENTS);
          Eventually.holds("all predictions are committed", SOON, () -> broker.lag() == 0);
        }

        Verdict verdict = Verifier.judge(stage, broker, START);
        assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
        assertThat(verdict.inputs()).isEqualTo(TIMES * EVENTS);
      }
    }
  }

  private static boolean isOwned(BrokerView broker, Fleet fleet) throws Exception {
    fleet.requireAlive();
    return broker
        .owners()
        .map(owners -> owners.keySet().equals(Set.of(fleet.client(0))))
        .orElse(false);
  }
}
