package io.saccade.trainer.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLineTest {

  @Test
  void everyEventComesBackAsItWas() {
    List<TrainingEvent> events =
        List.of(
            new TrainingEvent.Stage("Look at images", 12, "images"),
            new TrainingEvent.Step(3),
            new TrainingEvent.Epoch(1, 8, 3e-4, 1.25, Double.NaN, 0.5, 0.875, true),
            new TrainingEvent.Notice("Two lines,\nwith a \"word\" and ä."),
            new TrainingEvent.Finished(
                Path.of("a b/ü").toAbsolutePath(),
                Path.of("r.html").toAbsolutePath(),
                Path.of("p.csv").toAbsolutePath(),
                0.9,
                Double.NaN),
            new TrainingEvent.Failed("no", true));
    for (TrainingEvent event : events) {
      String line = EventLine.write(event);
      assertThat(line).doesNotContain("\n");
      assertThat(EventLine.read(line)).contains(event);
    }
  }

  @Test
  void whatALibraryPrintsIsNoEvent() {
    assertThat(EventLine.read("[W] could not find a device")).isEmpty();
    assertThat(EventLine.read("{\"event\":\"dance\"}")).isEmpty();
    assertThat(EventLine.read("{")).isEmpty();
  }
}
