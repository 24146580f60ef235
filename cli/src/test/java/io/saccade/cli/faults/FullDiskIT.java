package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full stop what writes to them, and lose nothing. */
@EnabledIfSystemProperty(
    named = "faults.disk",
    matches = "full",
    disabledReason = "takes minutes and mounts disks: see the profile soak")
final class FullDiskIT {

  private static final int EVENTS = 2_000;
  private static final int BROKER_MEBIBYTES = 96;
  private static final long LEFT_BYTES = 6L << 20;
  private static final long SEED = 20_261_126;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path folder;

  FullDiskIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void losesNothingWhenTheDiskOfTheBrokerIsFull() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("sandbox"), BROKER_MEBIBYTES);
        SandboxProcess sandbox = SandboxProcess.start(folder)) {
      Stage stage = sandbox.stage("full");
      try (BrokerView broker = new BrokerView(stage);
          EventLoad load = new EventLoad(stage, SEED);
          Fleet fleet = new Fleet(stage, SaccadeProgram.of(folder, "exactly_once_v2"), folder)) {
        broker.createTopics();
        fleet.start(fleet.client(0));
        load.publish(EVENTS);
        Eventually.holds("every event is committed", START, () -> broker.lag() == 0);

        disk.fill(LEFT_BYTES);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        Eventually.holds(
            "the broker gives up",
            PATIENCE,
            () -> {
              fleet.requireAlive();
              for (int i = 0; i < 20; i++) {
                sent.add(load.send(load.key(), load.event()));
              }
              return !sandbox.isAlive();
            });
        disk.makeRoom();

        try (SandboxProcess again = sandbox.startAgain(folder)) {
          assertThat(again.bootstrap()).isEqualTo(stage.bootstrap());
          long refused = sent.stream().filter(FullDiskIT::isRefused).count();
          load.publish(EVENTS);
          awaitDrained(broker, fleet);
          Verdict verdict = Verifier.judge(stage, broker, START);
          System.out.println("full disk of the broker: " + verdict);
          Evidence.of("brokers").part("full disk of the broker").figures(verdict).seed(SEED).save();
          assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
          assertThat(verdict.inputs()).isGreaterThanOrEqualTo(2L * EVENTS + sent.size() - refused);
        }
      }
    }
  }

  @Test
  void worksOnWithoutRoomForItsStateAndSaysSo() throws Exception {
    try (SandboxProcess sandbox = SandboxProcess.start(folder)) {
      Stage stage = sandbox.stage("state");
      try (BrokerView broker = new BrokerView(stage);
          EventLoad load = new EventLoad(stage, SEED);
          Fleet fleet = new Fleet(stage, SaccadeProgram.of(folder, "exactly_once_v2"), folder)) {
        broker.createTopics();
        load.publish(EVENTS);
        String client = fleet.client(0);
        Path state = folder.resolve(client).resolve("state");
        try (SmallDisk disk = SmallDisk.mount(state, 1)) {
          disk.fill(0);
          CliProcess process = fleet.start(client);
          process.awaitLine("bundle not cached .*No space left on device", START);
          awaitDrained(broker, fleet);
          assertThat(disk.room()).isZero();

          disk.makeRoom();
          load.publish(EVENTS);
          awaitDrained(broker, fleet);
          fleet.stop(client, START);
        }
        Verdict verdict = Verifier.judge(stage, broker, START);
        System.out.println("full disk of the state: " + verdict);
        Evidence.of("brokers").part("full disk of the state").figures(verdict).seed(SEED).save();
        assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
        assertThat(verdict.outputsOf(stage.predictions())).isEqualTo(2L * EVENTS);
      }
    }
  }

  private static void awaitDrained(BrokerView broker, Fleet fleet) throws Exception {
    Eventually.holds(
        "every event is committed",
        PATIENCE,
        () -> {
          fleet.requireAlive();
          return broker.lag() == 0;
        });
  }

  private static boolean isRefused(Future<RecordMetadata> sent) {
    try {
      return sent.get() == null;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
