package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A processor that is asked to stop commits, leaves the group and frees what is native. */
final class PlannedStopIT {

  private static final int EVENTS = 6_000;
  private static final long SEED = 20_261_124;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration DRAIN = Duration.ofMinutes(2);

  /** What the specification allows. */
  private static final Duration EXIT = Duration.ofSeconds(20);

  private static final Duration HANDOVER = Duration.ofSeconds(20);

  /** Far above any time that is waited here: who stayed in the group would be missed. */
  private static final Duration SESSION = Duration.ofMinutes(2);

  @Test
  void handsItsPartitionsOverAtOnceAndRepeatsNothingEvenAtLeastOnce(@TempDir Path folder)
      throws Exception {
    ExecutorService publisher = Executors.newSingleThreadExecutor();
    try (SandboxProcess sandbox = SandboxProcess.start(folder)) {
      Stage stage = sandbox.stage("stop");
      SaccadeProgram program =
          SaccadeProgram.of(folder, "at_least_once")
              .with("session.timeout", SESSION.toSeconds() + "s");
      try (BrokerView broker = new BrokerView(stage);
          Fleet fleet = new Fleet(stage, program, folder)) {
        broker.createTopics();
        CliProcess leaving = fleet.start(fleet.client(0));
        fleet.start(fleet.client(1));
        awaitOwners(broker, Set.of(fleet.client(0), fleet.client(1)), START);
        Future<?> published = publisher.submit(() -> publish(stage));
        Eventually.holds("there is work under way", START, () -> broker.lag() > EVENTS / 10);

        long asked = System.nanoTime();
        leaving.terminate();
        int code = leaving.awaitExit(EXIT);
        Duration exit = Duration.ofNanos(System.nanoTime() - asked);
        long left = broker.lag();
        awaitOwners(broker, Set.of(fleet.client(1)), HANDOVER);
        Duration gone = Duration.ofNanos(System.nanoTime() - asked);
        published.get();
        Eventually.holds("every event is committed", DRAIN, () -> broker.lag() == 0);
        Verdict verdict = Verifier.judge(stage, broker, START);

        System.out.printf(
            "planned stop: seed=%d exit=%d ms handed over after %d ms lag=%d %s%n",
            SEED, exit.toMillis(), gone.toMillis(), left, verdict);
        assertThat(code).isZero();
        assertThat(left).as("work at the time of the stop").isPositive();
        assertThat(leaving.output()).contains("open_native_handles=0", "0 native handles open");
        assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
        assertThat(verdict.inputs()).isEqualTo(EVENTS);
        assertThat(verdict.outputsOf(stage.failures())).isZero();
      }
    } finally {
      publisher.shutdownNow();
    }
  }

  private static void awaitOwners(BrokerView broker, Set<String> clients, Duration deadline)
      throws Exception {
    Eventually.holds(
        "the partitions are shared by " + clients,
        deadline,
        () ->
            broker
                .owners()
                .map(
                    owners ->
                        owners.keySet().equals(clients)
                            && owners.values().stream().noneMatch(Set::isEmpty)
                            && owners.values().stream().mapToInt(Set::size).sum()
                                == Stage.PARTITIONS)
                .orElse(false));
  }

  private static Void publish(Stage stage) throws Exception {
    try (EventLoad load = new EventLoad(stage, SEED)) {
      load.publish(EVENTS);
    }
    return null;
  }
}
