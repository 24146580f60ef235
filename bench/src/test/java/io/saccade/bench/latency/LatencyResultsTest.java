package io.saccade.bench.latency;

import static io.saccade.bench.latency.Samples.figures;
import static io.saccade.bench.latency.Samples.percentiles;
import static io.saccade.bench.latency.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LatencyResultsTest {

  private static final List<Percentiles> BARE =
      List.of(percentiles(20), percentiles(10), percentiles(12));

  @Test
  void takesTheMedianOfTheRoundsLoadByLoad() {
    LatencyResults results =
        LatencyResults.of(
            plan(20, 50),
            200,
            BARE,
            List.of(
                new Measurement(1, 20, figures(40, 50, 40)),
                new Measurement(1, 50, figures(100, 300, 90)),
                new Measurement(2, 50, figures(100, 120, 110)),
                new Measurement(2, 20, figures(40, 60, 40)),
                new Measurement(3, 20, figures(40, 90, 40)),
                new Measurement(3, 50, figures(100, 110, 100))));

    assertThat(results.bare()).isEqualTo(percentiles(12));
    assertThat(results.loads()).extracting(LatencyResults.AtLoad::load).containsExactly(20, 50);
    assertThat(results.loads())
        .extracting(at -> at.figures().saccade().latencyMillis())
        .containsExactly(percentiles(60), percentiles(120));
    assertThat(results.loads().get(0).figures().engine().violationRate()).isEqualTo(0.0125);
  }

  @Test
  void holdsTheP99AtHalfTheCapacityAgainstTwiceOneImageAndTheBroker() {
    Verdict verdict =
        LatencyResults.of(
                plan(50, 80),
                200,
                BARE,
                List.of(
                    new Measurement(1, 50, figures(100, 168, 100)),
                    new Measurement(1, 80, figures(160, 999, 100))))
            .verdict()
            .orElseThrow();

    assertThat(verdict.allowedMillis()).isEqualTo(2 * 6 + 100, within(1e-9));
    assertThat(verdict.ratio()).isEqualTo(1.5, within(1e-9));
    assertThat(verdict.ratioToBareP99()).isEqualTo(168.0 / 124, within(1e-9));
  }

  @Test
  void hasNoVerdictWithoutThatLoad() {
    assertThat(
            LatencyResults.of(
                    plan(80), 200, BARE, List.of(new Measurement(1, 80, figures(160, 168, 100))))
                .verdict())
        .isEmpty();
  }
}
