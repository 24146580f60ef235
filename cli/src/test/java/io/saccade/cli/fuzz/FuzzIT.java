package io.saccade.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saccade.cli.fuzz.Fuzzing.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer on every target for as long as {@code fuzz.seconds} says, under the profile {@code fuzz},
 * from what it came upon before. In every build only what it must find, to see that it works.
 */
final class FuzzIT {

  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 0));
  private static final Duration FEW = Duration.ofSeconds(10);
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_123);
  private static final Duration REST = Duration.ofMinutes(3);
  private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();

  static Set<Targets> targets() {
    return EnumSet.complementOf(EnumSet.of(Targets.NAIVE_EVENTS));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void takesOrRefusesWhateverTheBytesAre(Targets target) throws Exception {
    assumeTrue(TIME.toSeconds() > 0, "takes time; run it with -Pfuzz -Dfuzz.seconds=...");

    Outcome outcome = fuzz(target, TIME);

    System.out.printf("fuzzed %s: seconds=%d %s%n", target.label(), TIME.toSeconds(), outcome);
    assertThat(outcome.found()).as(outcome.output()).isFalse();
    assertThat(outcome.runs()).isGreaterThan(100);
  }

  @Test
  void findsWhatANaiveReaderOfEventsThrows() throws Exception {
    Outcome outcome = fuzz(Targets.NAIVE_EVENTS, FEW);

    System.out.println("fuzzed a naive reader of events: " + outcome);
    assertThat(outcome.found()).isTrue();
    assertThat(outcome.output()).contains("== Java Exception");
  }

  private static Outcome fuzz(Targets target, Duration time) throws Exception {
    Path folder = Files.createDirectories(FOLDER.resolve(target.label()));
    try (Fuzzing fuzzing = Fuzzing.start(target, folder, time, SEED)) {
      return fuzzing.await(time.plus(REST));
    }
  }
}
