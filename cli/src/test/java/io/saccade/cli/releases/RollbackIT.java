package io.saccade.cli.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.EventLoad;
import io.saccade.cli.faults.Fleet;
import io.saccade.cli.faults.SandboxProcess;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.ModelStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A version that is rolled back to says to the last bit what it said the first time, and at once.
 */
@ExtendWith(SharedSandbox.class)
final class RollbackIT {

  private static final int EVENTS = 300;
  private static final int TIMES = 3;
  private static final long SEED = 20_261_125;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What is promised is a second; a machine that is busy with other tests gets ten. */
  private static final Duration HANGS = Duration.ofSeconds(10);

  private final List<byte[]> events = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  @Test
  void saysTheSameToTheLastBitAndServesAtOnce(SandboxProcess sandbox, @TempDir Path folder)
      throws Exception {
    ReleaseStage stage = ReleaseStage.in(sandbox, "rollback");
    Versions versions = new Versions(folder.resolve("versions"));
    try (BrokerView broker = new BrokerView(stage.events());
        Fleet fleet = new Fleet(stage.events(), stage.program(folder), folder)) {
      stage.createTopics(broker);
      try (StatusLog statuses = StatusLog.follow(stage);
          AnswerLog answers = AnswerLog.follow(stage);
          Operator operator = new Operator(stage);
          EventLoad load = new EventLoad(stage.events(), SEED)) {
        draw(load);
        BundleVersion old = versions.make("old");
        BundleVersion other = versions.write(SlowModel.quick("other"));
        fleet.start(fleet.client(0));
        statuses.awaitServing(fleet.client(0), 0, operator.issue(old), PATIENCE);
        Map<String, List<String>> first = labels(load, answers);
        List<Long> millis = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
          statuses.awaitServing(fleet.client(0), 0, operator.issue(other), PATIENCE);
          Map<String, List<String>> between = labels(load, answers);

          Issued rollback = operator.issue(old);
          ModelStatus back = statuses.awaitServing(fleet.client(0), 0, rollback, HANGS);
          millis.add(Duration.between(rollback.release().getIssuedAt(), back.getAt()).toMillis());

          assertThat(labels(load, answers)).isEqualTo(first);
          assertThat(between).isNotEqualTo(first); // The comparison can fail.
        }
        System.out.println("rollback: milliseconds from issue to serving=" + millis);
        assertThat(millis).allMatch(took -> took < HANGS.toMillis());
      }
    }
  }

  private void draw(EventLoad load) {
    for (int i = 0; i < EVENTS; i++) {
      events.add(load.event());
      keys.add("image-" + i);
    }
  }

  /** Publishes the very same events, and returns what is said of each. */
  private Map<String, List<String>> labels(EventLoad load, AnswerLog answers) throws Exception {
    int before = answers.size();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      sent.add(load.send(keys.get(i), events.get(i)));
    }
    for (Future<RecordMetadata> future : sent) {
      future.get();
    }
    Map<String, List<String>> labels = new TreeMap<>();
    List<Answer> all = answers.await(before + EVENTS, PATIENCE);
    for (Answer answer : all.subList(before, all.size())) {
      labels.put(answer.key().orElseThrow(), answer.labels());
    }
    assertThat(labels).hasSize(EVENTS);
    return labels;
  }
}
