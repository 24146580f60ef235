package io.saccade.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class LatencyCommandTest {

  private record Ran(int code, String out, String err) {}

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new LatencyCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new Ran(code, out.toString(), err.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--loads|0|--loads must be per cents from 1 to 1000, but one was 0",
        "--loads|50,50|--loads must name each load once",
        "--rounds|0|--rounds must be at least 1, but was 0",
        "--seconds|0|--seconds must be at least 1, but was 0",
        "--events|9|--events must be at least 10, but was 9",
        "--partitions|0|--partitions must be at least 1, but was 0",
        "--image-size|15|--image-size must be at least 16, but was 15",
        "--latency-target|fast|a duration above zero, such as 100ms, but was fast",
        "--latency-target|0ms|a duration above zero, such as 100ms, but was 0ms"
      })
  void namesTheOptionThatIsWrong(String option, String value, String message) {
    Ran ran = run(option, value);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(message).contains(option);
  }

  @ParameterizedTest
  @CsvSource({"100ms,100", "2s,2000", "PT0.25S,250"})
  void readsDurationsAsSettingsDo(String text, long millis) {
    assertThat(new DurationConverter().convert(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void teachesInItsHelp() {
    assertThat(new CommandLine(new LatencyCommand()).getUsageMessage())
        .contains("20,50,80,95,110", "when its event was", "p99 at 50 % against", "Above 100 %")
        .doesNotContain("%n", "%%");
  }
}
