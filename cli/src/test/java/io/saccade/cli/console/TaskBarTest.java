package io.saccade.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;

final class TaskBarTest {

  /** The last line of a bar on a terminal of so many columns. */
  private static String shown(int columns, String said) {
    List<String> lines = new CopyOnWriteArrayList<>();
    TaskBar drawing = new TaskBar(" images", 1);
    drawing.say(said);
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("Train")
            .setInitialMax(14_000)
            .setRenderer(drawing)
            .setConsumer(new DelegatingProgressBarConsumer(lines::add, columns))
            .build()) {
      bar.stepTo(12_345);
    }
    return lines.get(lines.size() - 1);
  }

  @Test
  void saysTheEpochsAccuracyOnATerminalOfEightyColumns() {
    String line = shown(80, "epoch 11/12 93.5 %");

    assertThat(line)
        .hasSizeLessThanOrEqualTo(80)
        .startsWith("Train  88% epoch 11/12 93.5 % [")
        .contains("12345/14000 images (");
  }

  @Test
  void saysItOnANarrowOneToo() {
    assertThat(shown(40, "epoch 11/12 93.5 %")).contains("93.5 %");
  }
}
