package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.trainer.progress.TrainingEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show. */
final class ProcessTest {

  @TempDir private Path folder;

  @Test
  void endsWithTheSameBytesAfterAKillInMidEpoch() throws Exception {
    // Ten steps an epoch, the fourth of the second is done, the third was saved last.
    try (Trainee trainee = Trainee.start(folder.resolve("killed"), 3, 14)) {
      assertThat(trainee.line()).startsWith("step 14 ");
      trainee.kill();
    }
    TuneFit undisturbed = Trainee.train(folder.resolve("undisturbed"), 3, event -> {});
    List<TrainingEvent> events = new ArrayList<>();

    TuneFit resumed = Trainee.train(folder.resolve("killed"), 3, events::add);

    assertThat(events.get(1)).isEqualTo(new TrainingEvent.Step(80 + 32));
    assertThat(Bytes.hash(resumed.weights())).isEqualTo(Bytes.hash(undisturbed.weights()));
    assertThat(resumed.epochs()).isEqualTo(undisturbed.epochs());
  }

  @Test
  void takesNoMoreMemoryWithTime() throws Exception {
    List<long[]> readings = new ArrayList<>();
    try (Trainee trainee = Trainee.start(folder, 30, 0)) {
      for (String line = trainee.line(); line.startsWith("step"); line = trainee.line()) {
        String[] words = line.split(" ", -1);
        readings.add(new long[] {Long.parseLong(words[2]), Long.parseLong(words[3])});
      }
    }
    assertThat(readings).hasSize(15);
    long[] early = readings.get(7);
    long[] late = readings.get(14);
    assertThat(late[0]).as("native objects").isLessThanOrEqualTo(early[0] + 5);
    assertThat(late[1]).as("KiB resident").isLessThan(early[1] + 6 * 1024);
  }
}
