package io.saccade.bench.all;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StepTest {

  @Test
  void areTheSameInEarnestAndInHaste() {
    List<String> full = Step.full().stream().map(Step::name).toList();

    assertThat(Step.quick(4).stream().map(Step::name)).containsExactlyElementsOf(full);
    assertThat(new HashSet<>(full)).hasSameSizeAs(full);
  }

  @Test
  void areNamedAsTheirFilesOfResults() {
    for (Step step : Step.full()) {
      String sweep = after("--sweep", step.arguments());
      String file =
          step.arguments().get(0)
              + (sweep.isEmpty() ? "" : "-" + sweep)
              + (step.arguments().contains("--decode") ? "-decode" : "");
      assertThat(step.name()).isEqualTo(file);
    }
  }

  private static String after(String option, List<String> arguments) {
    int at = arguments.indexOf(option);
    return at < 0 ? "" : arguments.get(at + 1);
  }
}
