package io.saccade.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.ErrorCode;
import io.saccade.processor.lookahead.LookAheadStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The demo says that all is well only where it is. */
final class DemoReportTest {

  private static final DeliveryLedger.Verdict EXACTLY_ONCE = new DeliveryLedger.Verdict(0, 0, 0, 0);
  private static final Drift NONE = Drift.none("not looked for");

  @Test
  void allIsWellWhereAllIs() {
    DemoReport report = report(EXACTLY_ONCE, 0, Optional.empty(), NONE).closedWith(0);

    assertThat(report.isGood()).isTrue();
    assertThat(report.lines()).contains("All is well: every event came out exactly once.");
  }

  @Test
  void somethingIsWrongWhereAnythingWasLostDoubledOrOutOfOrder() {
    for (DeliveryLedger.Verdict verdict :
        List.of(
            new DeliveryLedger.Verdict(1, 0, 0, 0),
            new DeliveryLedger.Verdict(0, 1, 0, 0),
            new DeliveryLedger.Verdict(0, 0, 1, 0),
            new DeliveryLedger.Verdict(0, 0, 0, 1))) {
      DemoReport report = report(verdict, 0, Optional.empty(), NONE);
      assertThat(report.isGood()).as("%s", verdict).isFalse();
      assertThat(report.lines()).contains("Something is wrong.");
    }
  }

  @Test
  void somethingIsWrongWhereTheReleaseFailedOrAPartitionWentBack() {
    assertThat(report(EXACTLY_ONCE, 0, Optional.of("MODEL_GOLDEN"), NONE).isGood()).isFalse();
    assertThat(report(EXACTLY_ONCE, 1, Optional.empty(), NONE).isGood()).isFalse();
  }

  @Test
  void somethingIsWrongWhereDriftWasMadeAndNotFound() {
    Drift missed =
        new Drift(Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty());

    DemoReport report = report(EXACTLY_ONCE, 0, Optional.empty(), missed);

    assertThat(report.isGood()).isFalse();
    assertThat(report.lines()).anyMatch(line -> line.contains("NO ALARM"));
  }

  @Test
  void somethingIsWrongWhereNativeMemoryWasLeftOpen() {
    assertThat(report(EXACTLY_ONCE, 0, Optional.empty(), NONE).closedWith(1).isGood()).isFalse();
  }

  private static DemoReport report(
      DeliveryLedger.Verdict verdict, long wentBack, Optional<String> refused, Drift drift) {
    Stretch nothing = new Stretch(List.of());
    return new DemoReport(
        List.of(),
        "colors 2",
        10,
        9,
        Map.of(ErrorCode.IMAGE_EMPTY, 1L),
        true,
        new DemoReport.Delivery(verdict, wentBack),
        new Swap("1", "2", refused, Duration.ofSeconds(1), nothing, nothing, nothing),
        drift,
        Duration.ofSeconds(1),
        new LookAheadStats(10, 0, 0, 5, 9, 0, 0, 2, 0),
        OptionalLong.empty());
  }
}
