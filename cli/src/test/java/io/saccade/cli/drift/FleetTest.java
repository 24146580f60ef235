package io.saccade.cli.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FleetTest {

  private static final Instant END = Instant.parse("2026-11-22T15:05:00Z");

  @Test
  void namesTheStreamsThatStandOutAmongManyThatDoNot() {
    List<DriftReport> reports = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      reports.add(stream("camera-" + i, i / 101.0, 0.3).build());
    }
    reports.add(stream("gate", 2e-5, 0.31).build());
    reports.add(stream("gate-2", 3e-5, 0.02).build());

    Fleet fleet = Fleet.of(reports, 0.1).get(0);

    assertThat(fleet.judged()).isEqualTo(102);
    assertThat(fleet.standingOut()).extracting(DriftReport::getStreamKey).containsExactly("gate");
    assertThat(FleetText.of(fleet, 0.1))
        .containsExactly(
            "digits 2, windows of 5m until 2026-11-22T15:05:00Z",
            "  streams    102 judged, 0 with too few images, 0 silent",
            "  stand out  1; of such, 10 % at most are expected to be chance",
            "    gate  p 2e-05  effect 0.310 in the images themselves  ALARM  brightness down by 0.31");
  }

  @Test
  void takesTheLatestWindowOfEachStreamAndNoneThatIsOver() {
    DriftReport earlier = stream("a", 1e-9, 0.5).setEnd(END.minus(Duration.ofMinutes(5))).build();
    DriftReport left = stream("b", 1e-9, 0.5).setEnd(END.minus(Duration.ofMinutes(5))).build();
    DriftReport few =
        stream("c", 0.5, 0).setP(null).setEffect(null).setState(DriftState.INSUFFICIENT).build();

    Fleet fleet = Fleet.of(List.of(earlier, left, stream("a", 0.6, 0.5).build(), few), 0.1).get(0);

    assertThat(fleet.judged()).isOne();
    assertThat(fleet.insufficient()).isOne();
    assertThat(fleet.silent()).isOne();
    assertThat(FleetText.of(fleet, 0.1))
        .last()
        .asString()
        .contains("none; where nothing has changed, some do in 10 % of all windows");
  }

  @Test
  void keepsBundlesAndLengthsApart() {
    List<DriftReport> reports =
        List.of(
            stream("a", 0.5, 0.1).build(),
            stream("a", 0.5, 0.1).setScale("PT1H").build(),
            stream("a", 0.5, 0.1).setSha256("another").build());

    assertThat(Fleet.of(reports, 0.1)).hasSize(3);
  }

  private static DriftReport.Builder stream(String key, double p, double effect) {
    return ReportTextTest.alarm().setStreamKey(key).setEnd(END).setP(p).setEffect(effect);
  }
}
