package io.saccade.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliRun;
import org.junit.jupiter.api.Test;

final class ProcessCommandTest {

  @Test
  void tellsEveryMistakeInTheSettingsAtOnce() {
    CliRun run = CliRun.of("process", "--set", "batch.size=many", "--set", "lane=3");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("3 settings are wrong", "batch.size must be", "lane is not a setting")
        .contains("model.bundle must be set")
        .doesNotContain("\tat ");
  }
}
