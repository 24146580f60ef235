package io.saccade.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainTest {

  private record Ran(int code, String out, String err) {}

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        io.saccade.cli.Main.runWith(
            new BenchCommand(), new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Ran(code, out.toString(), err.toString());
  }

  @Test
  void answersToTheWordsThatTheLauncherPassesOn() {
    Ran ran = run("bench", "pipeline", "--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Usage: saccade bench pipeline", "Exit codes:", "Examples:");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void saysWhatAMeasurementLastsFromAndTo() {
    assertThat(run("bench", "pipeline", "--help").out())
        .contains("A measurement lasts from the first event", "committed records");
  }

  @Test
  void asksWhatToMeasure() {
    Ran ran = run("bench");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("say what to measure: pipeline");
  }

  @ParameterizedTest
  @CsvSource({"--rounds,0", "--events,9", "--partitions,0", "--image-size,15", "--batch,0"})
  void namesTheOptionThatIsTooSmall(String option, String value) {
    Ran ran = run("bench", "pipeline", option, value);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(option + " must be at least", "but was " + value);
  }

  @Test
  void isListedAmongTheCommands() {
    assertThat(run("--help").out()).contains("publish", "bench");
  }

  @Test
  void saysThatThereIsNoBundle() {
    Ran ran = run("bench", "pipeline", "--model", "no-such-bundle");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("no-such-bundle").doesNotContain("\tat ");
  }
}
