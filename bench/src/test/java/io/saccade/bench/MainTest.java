package io.saccade.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pipeline",
        "latency",
        "inference",
        "decode",
        "jmh",
        "train",
        "drift",
        "all",
        "report"
      })
  void teachesEveryBenchmark(String benchmark) {
    Ran ran = run("bench", benchmark, "--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Usage: saccade bench " + benchmark, "Examples:");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(run("bench").err()).contains("  " + benchmark + " ");
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
    assertThat(ran.err())
        .contains("say what to measure", "pipeline", "latency", "inference", "decode", "jmh");
  }

  @ParameterizedTest
  @CsvSource({"--rounds,0", "--events,9", "--partitions,0", "--image-size,15", "--batch,0"})
  void namesTheOptionThatIsTooSmall(String option, String value) {
    Ran ran = run("bench", "pipeline", option, value);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(option + " must be at least", "but was " + value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pipeline --points 1,2|in a --sweep, and there is none",
        "pipeline --sweep events --points 9|--points must be at least 10, but was 9",
        "pipeline --sweep size --images .|leave out --images",
        "pipeline --bare fast|LANESxTHREADSxBATCH, as in 4x1x2, but was fast",
        "pipeline --image-bytes 10|--image-bytes must be at least 2000",
        "inference --rounds 0|--rounds must be at least 1",
        "inference --seconds 0|--seconds must be from 0.01",
        "decode --seconds 1e9|--seconds must be from 0.01 to 3600",
        "train|--data must name the folder",
        "train --quick --gates mnist|--gates must name some of [shapes, shuffled, frozen, repeat]",
        "train --quick --seeds 1,1|--seeds must be different",
        "drift|--data must name the folder",
        "drift --gates nothing|--gates must name some of [failing-loudly, corruptions, unchanged,",
        "drift --gates null --seeds 2,2|--seeds must be different",
        "all --quick --only nothing|--only must name steps of",
        "all|--quick",
        "all --quick --full|mutually exclusive",
      })
  void saysWhatIsWrong(String options, String message) {
    Ran ran = run(("bench " + options).split(" ", -1));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(message);
  }

  @Test
  void saysThatThereAreNoResults() {
    Ran ran = run("bench", "report", "--results", "no-such-folder");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("no results in no-such-folder", "saccade bench all --quick");
  }

  @Test
  void saysWhichDataSetsAreMissing() {
    Ran ran = run("bench", "train", "--data", "no-such-folder", "--gates", "mnist,cifar");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("these are missing: no-such-folder/images/mnist-idx", "resnet20_cifar10.onnx");
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
