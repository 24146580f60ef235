package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.shapes.ColorModel;
import io.saccade.schemas.avro.BundleVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that go away and come back are no news to who follows releases, but for the delay. */
final class ReleaseOutageIT {

  private static final int EVENTS = 200;
  private static final long SEED = 20_261_123;
  private static final Duration START = Duration.ofSeconds(90);

  @Test
  void hearsOfTheNextReleaseAfterTheBrokersWereAway(@TempDir Path folder) throws Exception {
    try (SandboxProcess first = SandboxProcess.start(folder)) {
      Stage stage = first.stage("away");
      SaccadeProgram program =
          SaccadeProgram.of(folder, "exactly_once_v2")
              .with("releases", "follow")
              .with("bundle.roots", folder.toString());
      Bundle next = ColorModel.bundle("2");
      Path at = folder.resolve("two");
      BundleWriter.write(next, at, IfPresent.REFUSE);
      BundleVersion two = Operator.version(next, at);
      try (BrokerView broker = new BrokerView(stage);
          Fleet fleet = new Fleet(stage, program, folder);
          EventLoad load = new EventLoad(stage, SEED);
          Operator operator = new Operator(stage)) {
        broker.createTopics();
        CliProcess process = fleet.start(fleet.client(0));
        operator.awaitServing(-1, START);
        load.publish(EVENTS);
        Eventually.holds("every event is committed", START, () -> broker.lag() == 0);

        first.kill();
        try (SandboxProcess again = first.startAgain(folder)) {
          assertThat(again.bootstrap()).isEqualTo(stage.bootstrap());
          long swap = operator.release(two, Optional.empty());
          assertThat(Operator.serves(operator.awaitServing(swap, START))).contains("2");
          load.publish(EVENTS);
          Eventually.holds("every event is committed", START, () -> broker.lag() == 0);
          fleet.requireAlive();
          Verdict verdict = Verifier.judge(stage, broker, START);
          assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
          assertThat(verdict.inputs()).isEqualTo(2 * EVENTS);
          process.terminate();
          assertThat(process.awaitExit(START)).as(process.output()).isZero();
          assertThat(process.output()).contains("open_native_handles=0");
        }
      }
    }
  }
}
