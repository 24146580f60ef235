package io.saccade.processor.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.schemas.avro.DriftClose;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportsTest {

  private final Reports reports = new Reports();

  @Test
  void keepsTheNewestWindowsAndReplacesWhatIsSaidAgain() {
    for (int window = 0; window < 200; window++) {
      reports.take(report("a", window, DriftState.OK, 0.01));
    }
    DriftStream stream = reports.take(report("a", 199, DriftState.ALARM, 0.5));

    assertThat(stream.history()).hasSize(Reports.DRIFT_WINDOWS);
    assertThat(stream.history().get(Reports.DRIFT_WINDOWS - 1).effect()).isEqualTo(0.5);
    assertThat(stream.state()).isEqualTo("ALARM");
  }

  @Test
  void leavesAStreamAsItStandsWhereAWindowHeldTooFewImages() {
    DriftReport few =
        DriftReport.newBuilder(report("a", 1, DriftState.INSUFFICIENT, 0.01))
            .setStateBefore(DriftState.ALARM)
            .build();

    assertThat(reports.take(few).state()).isEqualTo("ALARM");
  }

  @Test
  void forgetsStreamsThatWereReportedOnLongAgo() {
    for (int key = 0; key < 2 * Reports.STREAMS; key++) {
      reports.take(report("key-" + key, 1, DriftState.OK, 0.01));
    }

    assertThat(reports.drift()).hasSize(Reports.STREAMS);
    assertThat(reports.drift().get(Reports.STREAMS - 1).key())
        .isEqualTo("key-" + (2 * Reports.STREAMS - 1));
  }

  private static DriftReport report(String key, int window, DriftState state, double effect) {
    return DriftReport.newBuilder()
        .setModel("colors")
        .setVersion("1")
        .setSha256("00")
        .setStreamKey(key)
        .setScale("PT5M")
        .setStart(Instant.EPOCH.plusSeconds(300L * window))
        .setEnd(Instant.EPOCH.plusSeconds(300L * window + 300))
        .setClosed(DriftClose.STREAM_TIME)
        .setImages(1_000)
        .setReferenceImages(10_000)
        .setLate(0)
        .setCarriedOver(0)
        .setState(state)
        .setStateBefore(DriftState.OK)
        .setP(0.5)
        .setEffect(effect)
        .setEffectOf(null)
        .setAccuracy(null)
        .setFamilies(List.of())
        .setFeatures(List.of())
        .setClasses(List.of())
        .setFigures(Map.of())
        .setBurnInShift(null)
        .setLesson(null)
        .setAlphaOne(1e-4)
        .setAlphaTwo(4e-3)
        .setMinEffect(0.05)
        .setMinSamples(200)
        .setFalseAlarmEvery("P30D")
        .build();
  }
}
