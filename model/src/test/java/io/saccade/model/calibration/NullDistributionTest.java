package io.saccade.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NullDistributionTest {

  private final NullDistribution even =
      NullDistribution.of(IntStream.rangeClosed(1, 10_000).asDoubleStream().toArray(), 1);

  @Test
  void givesTheShareOfDrawsThatReachAValue() {
    assertThat(even.p(9_501)).isCloseTo(500 / 10_001.0, within(1e-9));
    assertThat(even.p(9_901)).isCloseTo(100 / 10_001.0, within(1e-9));
    assertThat(even.p(5_000)).isCloseTo(0.5, within(1e-3));
    assertThat(even.p(0)).isEqualTo(10_000 / 10_001.0);
  }

  @Test
  void neverRisesWithTheDistanceAndNeverReachesZero() {
    NullDistribution null1 = NullDistribution.of(gaussians(2_000), 2);
    double last = 1;
    for (double distance = -6; distance < 60; distance += 0.01) {
      double p = null1.p(distance);
      assertThat(p).isPositive().isLessThanOrEqualTo(last);
      last = p;
    }
    assertThat(last).isEqualTo(1e-3 / 2_001);
  }

  @Test
  void followsTheTrueTailBeyondTheData() {
    RandomGenerator random = new SplittableRandom(5);
    double[] exponentials =
        IntStream.range(0, 10_000).mapToDouble(i -> -Math.log(1 - random.nextDouble())).toArray();
    NullDistribution exponential = NullDistribution.of(exponentials, 1);

    for (double p = 1e-2; p > 5e-6; p /= 10) {
      double uncertain = 0.2 * -Math.log10(p);
      assertThat(Math.log(exponential.p(-Math.log(p)) / p)).isCloseTo(0, within(uncertain));
    }
    assertThat(exponential.beyond(-Math.log(1e-6))).isTrue();
    assertThat(exponential.beyond(-Math.log(1e-3))).isFalse();
  }

  @Test
  void countsTiesAsReachingAValue() {
    double[] drawn = new double[1_000];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = i % 4;
    }
    NullDistribution lattice = NullDistribution.of(drawn, 1);

    assertThat(lattice.p(3)).isCloseTo(0.25, within(0.01));
    assertThat(lattice.p(2)).isCloseTo(0.5, within(0.01));
    assertThat(lattice.p(0)).isCloseTo(1, within(0.01));
    assertThat(lattice.mean()).isCloseTo(1.5, within(0.02));
  }

  @Test
  void findsTheDistanceOfAP() {
    NullDistribution bell = NullDistribution.of(gaussians(2_000), 2);

    for (double p = 1e-6; p < 1; p *= 1.3) {
      assertThat(bell.p(bell.distance(p))).isCloseTo(p, withinPercentage(0.1));
    }
  }

  @Test
  void saysOfAConstantThatItIsNoEvidenceUntilItChanges() {
    NullDistribution constant = NullDistribution.of(new double[500], 2);

    assertThat(constant.p(0)).isCloseTo(1, within(0.01));
    assertThat(constant.p(1)).isLessThan(0.001);
  }

  @Test
  void knowsTheMeanThoughItKeepsFewValues() {
    assertThat(even.mean()).isCloseTo(5_000.5, within(5.0));
    assertThat(even.values()).hasSizeLessThan(1_000);
  }

  @Test
  void refusesValuesThatWereNotKeptByIt() {
    float[] values = even.values();
    Tail tail = even.tail();
    assertThat(NullDistribution.kept(10_000, values, tail).p(9_990)).isEqualTo(even.p(9_990));

    values[3] = values[2] + 1;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NullDistribution.kept(10_000, values, tail));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NullDistribution.kept(9_000, even.values(), tail));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NullDistribution.kept(10_000, even.values(), new Tail(7, 1, 1)));
  }

  private static double[] gaussians(int count) {
    RandomGenerator random = new SplittableRandom(3);
    return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
  }
}
