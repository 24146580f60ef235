package io.saccade.cli.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.Fleet;
import io.saccade.cli.faults.SandboxProcess;
import io.saccade.model.bundle.Bundle;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topic of releases that was deleted and made again is followed, though its offsets begin anew.
 */
@ExtendWith(SharedSandbox.class)
final class RecreatedTopicIT {

  private static final Duration START = Duration.ofSeconds(90);

  @Test
  void followsATopicThatWasMadeAnew(SandboxProcess sandbox, @TempDir Path folder) throws Exception {
    ReleaseStage stage = ReleaseStage.in(sandbox, "anew");
    try (BrokerView broker = new BrokerView(stage.events());
        Fleet fleet = new Fleet(stage.events(), stage.program(folder), folder)) {
      stage.createTopics(broker);
      Versions versions = new Versions(folder.resolve("versions"));
      try (StatusLog statuses = StatusLog.follow(stage)) {
        CliProcess process = fleet.start(fleet.client(0));
        Issued last;
        try (Operator operator = new Operator(stage)) {
          last = operator.issue(versions.make("one"));
          last = operator.issue(versions.make("two"));
          last = operator.issue(versions.make("three"));
          statuses.awaitServing(fleet.client(0), 0, last, START);
        }
        assertThat(last.offset()).isEqualTo(2);

        stage.recreateReleases();
        int before = statuses.size();
        try (Operator operator = new Operator(stage)) {
          // As many as there were: the old position is the end of the new topic, and nothing new.
          for (String version : new String[] {"four", "five", "six"}) {
            last = operator.issue(versions.make(version));
          }
          assertThat(last.offset()).isEqualTo(2);
          var status = statuses.awaitServing(fleet.client(0), before, last, START);
          assertThat(Settled.serves(status)).contains("six");

          Bundle back = Bundle.read(versions.place("two"));
          last = operator.issue(Versions.named(back, versions.place("two")));
          statuses.awaitServing(fleet.client(0), before, last, START);
        }
        process.awaitLine("the topic of releases was made anew", START);
        fleet.requireAlive();
      }
    }
  }

  @Test
  void heedsTheFirstReleaseOfAShorterTopic(SandboxProcess sandbox, @TempDir Path folder)
      throws Exception {
    ReleaseStage stage = ReleaseStage.in(sandbox, "shorter");
    try (BrokerView broker = new BrokerView(stage.events());
        Fleet fleet = new Fleet(stage.events(), stage.program(folder), folder)) {
      stage.createTopics(broker);
      Versions versions = new Versions(folder.resolve("versions"));
      try (StatusLog statuses = StatusLog.follow(stage)) {
        fleet.start(fleet.client(0));
        try (Operator operator = new Operator(stage)) {
          operator.issue(versions.make("one"));
          Issued last = operator.issue(versions.make("two"));
          statuses.awaitServing(fleet.client(0), 0, last, START);
        }
        stage.recreateReleases();
        int before = statuses.size();
        try (Operator operator = new Operator(stage)) {
          Issued first = operator.issue(versions.make("three"));
          assertThat(first.offset()).isZero();
          var status = statuses.awaitServing(fleet.client(0), before, first, START);
          assertThat(Settled.serves(status)).contains("three");
        }
      }
    }
  }
}
