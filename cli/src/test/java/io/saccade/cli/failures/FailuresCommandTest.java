package io.saccade.cli.failures;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailuresCommandTest {

  @Test
  void saysThatACommandIsMissing() {
    CliRun run = CliRun.of("failures");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("list or replay");
  }

  @ParameterizedTest
  @CsvSource({
    "--max-attempts, 0, --max-attempts must be at least 1",
    "--rate, -1, --rate must be at least 0",
    "--rate, NaN, --rate must be at least 0",
    "--limit, 0, --limit must be at least 1",
    "--partition, -1, --partition must be at least 0",
    "--code, NO_CODE, NO_CODE",
    "--since, yesterday, must be an instant",
  })
  void saysWhatIsWrongWithAnOption(String option, String value, String message) {
    CliRun run = CliRun.of("failures", "replay", option + "=" + value);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void refusesATimeThatIsOverBeforeItBegins() {
    CliRun run = CliRun.of("failures", "list", "--since=-1h", "--until=-2h");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--since must be before --until");
  }
}
