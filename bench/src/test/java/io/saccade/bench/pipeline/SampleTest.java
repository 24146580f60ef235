package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SampleTest {

  static Sample sample(String name, double... rates) {
    return new Sample(
        name, Arrays.stream(rates).mapToObj(rate -> new Cost(rate, 1000 / rate)).toList());
  }

  @Test
  void takesTheMiddleOfAnOddNumberOfRounds() {
    assertThat(sample("a", 9, 100, 10).rate()).isEqualTo(10);
    assertThat(sample("a", 7).rate()).isEqualTo(7);
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(sample("a", 8, 100, 10, 1).rate()).isEqualTo(9);
  }

  @Test
  void takesTheMedianOfProcessorTimeByItself() {
    assertThat(sample("a", 100, 10, 50).cpuMillis()).isEqualTo(20);
  }

  @Test
  void spreadsFromTheSlowestToTheFastest() {
    assertThat(sample("a", 9, 100, 10).slowest()).isEqualTo(9);
    assertThat(sample("a", 9, 100, 10).fastest()).isEqualTo(100);
  }

  @Test
  void needsARound() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sample("a", List.of()));
  }
}
