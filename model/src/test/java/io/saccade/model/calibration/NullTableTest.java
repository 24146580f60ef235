package io.saccade.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saccade.model.drift.Distances;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NullTableTest {

  private static final int DRAWS = 10_000;

  /** A month of windows of five minutes asks for a joint p that no draw comes near to. */
  private static final double RARE = 1e-5;

  private static NullTable table(int seed, Function<SplittableRandom, Distances> draw) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Distances> drawn =
        IntStream.range(0, DRAWS).mapToObj(unused -> draw.apply(random)).toList();
    return NullTable.of(100, drawn);
  }

  private static double exponential(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble());
  }

  /** As the largest distance of distribution functions falls. */
  private static double rayleigh(SplittableRandom random) {
    return Math.sqrt(exponential(random));
  }

  private static Distances apart(SplittableRandom random) {
    return new Distances(
        exponential(random), rayleigh(random), exponential(random), rayleigh(random));
  }

  private static Distances together(SplittableRandom random) {
    double all = exponential(random);
    return new Distances(all, Math.sqrt(all), all, Math.sqrt(all));
  }

  /** Of four that have nothing to do with one another, the chance of the smallest p is 4 times. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void countsFamiliesThatMoveApartAsFourFarBeyondWhatWasDrawn(int seed) {
    NullTable table = table(seed, NullTableTest::apart);
    assertThat(table.joint(RARE)).isCloseTo(4 * RARE, within(2 * RARE));
    assertThat(table.joint(RARE / 10)).isCloseTo(table.joint(RARE) / 10, within(RARE / 100));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void countsFamiliesThatMoveTogetherAsOneFarBeyondWhatWasDrawn(int seed) {
    assertThat(table(seed, NullTableTest::together).joint(RARE)).isCloseTo(RARE, within(RARE / 2));
  }
}
