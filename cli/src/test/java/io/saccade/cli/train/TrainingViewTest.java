package io.saccade.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.trainer.progress.TrainingEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TrainingViewTest {

  private final StringWriter text = new StringWriter();

  private void tell(TrainingEvent... events) {
    try (TrainingView view = new TrainingView(new PrintWriter(text, true))) {
      for (TrainingEvent event : events) {
        view.tell(event);
      }
    }
  }

  @Test
  void countsOneThingAndManyAsPeopleDo() {
    tell(
        new TrainingEvent.Stage("Look at images", 1, "images"),
        new TrainingEvent.Stage("Look at images", 1_234, "images"),
        new TrainingEvent.Stage("Write the report", 0, ""));

    assertThat(text.toString().lines())
        .containsExactly(
            "saccade: Look at images (1 image)",
            "saccade: Look at images (1,234 images)",
            "saccade: Write the report");
  }

  @Test
  void saysHowAnEpochWent() {
    tell(new TrainingEvent.Epoch(3, 12, 1e-3, 0.25, 0.9, 0.3, 0.875, true));

    assertThat(text.toString().strip())
        .isEqualTo(
            "saccade:   epoch 3/12: loss 0.2500, 90.00 % right, validation 87.50 % right"
                + " (best so far)");
  }
}
