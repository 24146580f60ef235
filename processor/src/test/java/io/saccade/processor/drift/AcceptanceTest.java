package io.saccade.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.saccade.processor.drift.Acceptance.Accepted;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AcceptanceTest {

  private static final Lesson FIVE_ALIKE = new Lesson(0.1, 2, 5, 2);

  @Test
  void countsTheFirstSixtyWindows() {
    List<Accepted> more = Collections.nCopies(70, new Accepted(FIVE_ALIKE, Map.of()));

    assertThat(Acceptance.of(more)).isEqualTo(Acceptance.of(more.subList(0, BurnIn.WINDOWS)));
    assertThat(Acceptance.of(more).burnIn().imagesOfOne()).isCloseTo(5.4, within(1e-9));
  }

  @Test
  void takesNothingForGrantedBeforeThat() {
    assertThat(Acceptance.of(List.of())).isEqualTo(Acceptance.NONE);
    assertThat(Acceptance.of(Collections.nCopies(59, new Accepted(FIVE_ALIKE, Map.of()))).burnIn())
        .satisfies(
            burnIn -> {
              assertThat(burnIn.windows()).isEqualTo(59);
              assertThat(burnIn.imagesOfOne()).isEqualTo(1);
            });
  }

  /** Chance goes up and down; what the stream always had is in every window. */
  @Test
  void findsWhatAllWindowsHaveInCommonAndNotWhatEachHasByChance() {
    Random random = new Random(1);
    List<Accepted> windows =
        IntStream.range(0, BurnIn.WINDOWS)
            .mapToObj(
                i ->
                    new Accepted(
                        FIVE_ALIKE,
                        Map.of(
                            "entropy",
                            random.nextBoolean() ? 0.2 : -0.2,
                            "image.red",
                            0.02,
                            "image.brightness",
                            -0.08 + 0.05 * (random.nextDouble() - 0.5))))
            .toList();

    Gap gap = Acceptance.of(windows).gap().orElseThrow();

    assertThat(gap.series()).isEqualTo("image.brightness");
    assertThat(gap.distance()).isBetween(-0.08, -0.07);
  }

  @Test
  void tellsNoGapOfOneWindow() {
    assertThat(Acceptance.of(List.of(new Accepted(FIVE_ALIKE, Map.of("entropy", 0.3)))).gap())
        .isEmpty();
  }

  @Test
  void asksForAsManyImagesAsAreWorthEnough() {
    WindowRule rule = new WindowRule(Duration.ofMinutes(2), 200);

    assertThat(rule.where(1).minSamples()).isEqualTo(200);
    assertThat(rule.where(5.01).minSamples()).isEqualTo(251);
    assertThat(rule.where(1e12).minSamples()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void refusesWhatNoWindowSays() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Lesson(0.1, -1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Lesson(0.1, 1, Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Gap("entropy", 1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Gap("entropy", Double.NaN));
  }
}
