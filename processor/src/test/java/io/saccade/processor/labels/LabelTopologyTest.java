package io.saccade.processor.labels;

import static io.saccade.processor.labels.LabelStage.NOON;
import static io.saccade.processor.labels.LabelStage.SHA256;
import static io.saccade.processor.labels.LabelStage.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saccade.processor.drift.DriftSettings.StreamKeys;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.EstimateVerdict;
import io.saccade.schemas.avro.LabelCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelTopologyTest {

  private static final String HOUR = "animals/1/" + SHA256.substring(0, 12) + "//PT1H/";

  @TempDir private Path folder;

  @Test
  void joinsLabelsThatComeBeforeAndAfterTheirPredictions() {
    try (LabelStage stage = stage()) {
      stage.labelled("a", "cat", NOON, "");
      stage.predicted("a", 0, NOON);
      stage.predicted("b", 0, NOON.plusSeconds(1));
      stage.predicted("c", 1, NOON.plusSeconds(2));
      stage.labelled("b", 1, NOON.plus(Duration.ofDays(6)), "");

      AccuracyReport hour = of(stage.compacted(), HOUR + NOON);

      assertThat(hour.getPredictions()).isEqualTo(3);
      assertThat(hour.getLabelled()).isEqualTo(2);
      assertThat(hour.getRight()).isEqualTo(1);
      assertThat(hour.getAccuracy().getShare()).isEqualTo(0.5);
      assertThat(hour.getEstimate().getShare()).isEqualTo(0.8);
      assertThat(hour.getEstimate().getVerdict()).isEqualTo(EstimateVerdict.AGREES);
      assertThat(hour.getCalibrationError()).isCloseTo(0.4, within(1e-6));
      assertThat(hour.getClasses()).hasSize(1);
      assertThat(hour.getClasses().get(0).getName()).isEqualTo("dog");
      assertThat(hour.getClasses().get(0).getTakenFor()).isEqualTo("cat");
      assertThat(hour.getFinalAt()).isEqualTo(hour.getEnd().plus(WAIT));
    }
  }

  @Test
  void saysTheSameAtLastInWhateverOrderAllCame() {
    List<Consumer<LabelStage>> all = everything();
    Map<String, AccuracyReport> expected = reports(all, "plain");
    assertThat(of(expected, HOUR + NOON).getLabelled()).isGreaterThan(50);
    assertThat(of(expected, HOUR + NOON).getContradicting()).isPositive();
    for (int seed = 1; seed <= 3; seed++) {
      Collections.shuffle(all, new Random(seed));
      assertThat(reports(all, "shuffled-" + seed)).isEqualTo(expected);
    }
  }

  @Test
  void saysAReportAgainOnlyWhenItHasChanged() {
    try (LabelStage stage = stage()) {
      stage.predicted("a", 0, NOON);
      assertThat(stage.said()).as("without a label there is nothing to say").isEmpty();
      stage.labelled("a", "cat", NOON, "");
      assertThat(stage.said()).hasSize(4).extracting(AccuracyReport::getScale).contains("PT24H");
      assertThat(stage.said()).isEmpty();
      stage.labelled("a", "cat", NOON.plusSeconds(1), "another");
      assertThat(stage.said()).as("those on labels").hasSize(2);
    }
  }

  @Test
  void countsWhatBecameOfLabels() {
    try (LabelStage stage = stage()) {
      stage.predicted("a", 0, NOON);
      stage.predicted("b", 0, NOON);
      stage.predicted("c", 0, NOON);
      stage.labelled("a", "cat", NOON, "anna");
      stage.labelled("a", "cat", NOON, "anna");
      stage.labelled("a", "dog", NOON, "berta");
      stage.labelled("b", "cow", NOON, "anna");
      stage.labelled("c", "cat", NOON.plus(WAIT).plusMillis(1), "anna");
      stage.labelled("nobody", "cat", NOON, "anna");
      stage.labelled("", "cat", NOON, "anna");
      stage.labelled("d", "", NOON, "anna");
      stage.garbage(new byte[] {1, 2, 3}, NOON);

      Map<String, AccuracyReport> reports = stage.compacted();

      AccuracyReport hour = of(reports, HOUR + NOON);
      assertThat(hour.getPredictions()).isEqualTo(3);
      assertThat(hour.getLabelled()).isZero();
      assertThat(hour.getAccuracy()).isNull();
      assertThat(hour.getEstimate()).isNull();
      assertThat(hour.getContradicting()).isEqualTo(1);
      assertThat(hour.getUnknownClass()).isEqualTo(1);
      assertThat(hour.getLate()).isEqualTo(1);
      assertThat(of(reports, "labels/PT1H/" + NOON).getLabels())
          .isEqualTo(new LabelCounts(8L, 3L, 1L, 1L, 3L));
      assertThat(stage.refused)
          .containsExactly("LABEL_NO_EVENT", "LABEL_NO_CLASS", "LABEL_CORRUPT");
    }
  }

  @Test
  void takesAContradictionBackWhenItIsCorrected() {
    try (LabelStage stage = stage()) {
      stage.predicted("a", 0, NOON);
      stage.labelled("a", "cat", NOON, "anna");
      stage.labelled("a", "dog", NOON, "berta");
      assertThat(of(stage.compacted(), HOUR + NOON).getContradicting()).isEqualTo(1);
      stage.labelled("a", "cat", NOON.plusSeconds(5), "berta");
      AccuracyReport hour = of(stage.compacted(), HOUR + NOON);
      assertThat(hour.getContradicting()).isZero();
      assertThat(hour.getRight()).isEqualTo(1);
    }
  }

  @Test
  void forgetsEventsThatNoLabelMayFollowAnyMore() {
    try (LabelStage stage = stage()) {
      stage.predicted("old", 0, NOON);
      stage.predicted("new", 0, NOON.plus(WAIT.multipliedBy(2)));
      stage.predicted("older", 0, NOON);
      stage.labelled("old", "cat", NOON.plus(WAIT.multipliedBy(2)), "");
      Map<String, AccuracyReport> reports = stage.compacted();
      assertThat(reports).doesNotContainKey(HOUR + NOON);
      assertThat(stage.ignored).hasSize(1).allMatch(reason -> reason.contains("older"));
    }
  }

  @Test
  void tellsStreamKeysApartWhereItIsAskedTo() {
    try (LabelStage stage = new LabelStage(folder, StreamKeys.EVENT)) {
      stage.predicted("a", 0, NOON);
      stage.labelled("a", "cat", NOON, "");
      assertThat(stage.compacted())
          .containsKey(HOUR.replace("//", "/camera/") + NOON)
          .doesNotContainKey(HOUR + NOON);
    }
  }

  @Test
  void judgesNoPredictionOfAVersionWhoseClassesNobodyKnows() {
    try (LabelStage stage = stage()) {
      String stranger = "cd".repeat(32);
      stage.predicted("a", 0, NOON, stranger);
      stage.labelled("a", "cat", NOON, "");
      AccuracyReport hour =
          of(stage.compacted(), "animals/1/" + stranger.substring(0, 12) + "//PT1H/" + NOON);
      assertThat(hour.getUnknownClass()).isEqualTo(1);
    }
  }

  @Test
  void leavesOutWhatIsNoneOfItsRecords() {
    try (LabelStage stage = stage()) {
      stage.strangers(new byte[] {9, 9});
      stage.predicted("a", 0, NOON, "not a hash");
      assertThat(stage.ignored).hasSize(3);
    }
  }

  private List<Consumer<LabelStage>> everything() {
    Random random = new Random(11);
    List<Consumer<LabelStage>> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String event = "event-" + i;
      Instant time = NOON.plusSeconds(random.nextInt(7_200));
      int predicted = random.nextInt(3);
      all.add(stage -> stage.predicted(event, predicted, time));
      for (int label = random.nextInt(3); label > 0; label--) {
        Object truth = random.nextInt(9) == 0 ? "cow" : (Object) random.nextInt(2);
        Instant labelled = time.plusSeconds(random.nextInt(3));
        String source = random.nextInt(2) == 0 ? "anna" : "berta";
        all.add(stage -> stage.labelled(event, truth, labelled, source));
      }
    }
    return all;
  }

  private Map<String, AccuracyReport> reports(List<Consumer<LabelStage>> all, String name) {
    try (LabelStage stage = new LabelStage(folder.resolve(name), StreamKeys.MODEL)) {
      Map<String, AccuracyReport> last = new TreeMap<>();
      for (int i = 0; i < all.size(); i++) {
        all.get(i).accept(stage);
        if (i % 100 == 99) {
          last.putAll(stage.compacted());
        }
      }
      last.putAll(stage.compacted());
      return last;
    }
  }

  private static AccuracyReport of(Map<String, AccuracyReport> reports, String key) {
    return Objects.requireNonNull(reports.get(key), key);
  }

  private LabelStage stage() {
    return new LabelStage(folder, StreamKeys.MODEL);
  }
}
