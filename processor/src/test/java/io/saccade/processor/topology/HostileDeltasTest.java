package io.saccade.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.drift.Layout;
import io.saccade.model.drift.WindowSums;
import io.saccade.processor.drift.DriftSettings.StreamKeys;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.schemas.avro.DriftAcceptance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever stands in the topic of deltas, windows are added up and reported on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileDeltasTest {

  private static final long NOON = 1_795_348_800_000L;
  private static final int SPOILT = 2_000;

  private Optional<TestReference> reference = Optional.empty();

  @BeforeAll
  void draw() throws Exception {
    reference = Optional.of(new TestReference());
  }

  @Test
  void reportsOnGoodWindowsAfterMessagesThatNobodySends() {
    byte[] stream = key(TestReference.SHA256 + "/");
    try (DriftStage stage = stage()) {
      long[] times = {Long.MAX_VALUE, Long.MIN_VALUE, -1, DriftMessage.LATEST + 1};
      for (long time : times) {
        stage.pipe(stream, new DriftMessage.Delta(List.of(0), time, sums(layout())).toBytes());
        stage.pipe(key(""), new DriftMessage.Passed(0, 2, time, false).toBytes());
        stage.pipe(key(""), new DriftMessage.Passed(0, 2, time, true).toBytes());
      }
      stage.pipe(key(""), new DriftMessage.Passed(7, 2, NOON, false).toBytes());
      stage.pipe(key(""), new DriftMessage.Passed(0, -1, NOON, false).toBytes());
      assertThat(stage.ignored).hasSize(3 * times.length + 2);

      requireReport(stage);
    }
  }

  @Test
  void leavesOutADeltaOfAnotherReferenceThanItsStreamIsOf() {
    byte[] stream = key(TestReference.SHA256 + "/");
    byte[] unknown = key("b".repeat(64) + "/");
    try (DriftStage stage = stage()) {
      stage.pipe(
          stream, new DriftMessage.Delta(List.of(0), NOON, sums(new Layout(9, 1))).toBytes());
      stage.pipe(unknown, new DriftMessage.Delta(List.of(0), NOON, sums(layout())).toBytes());
      stage.pipe(
          unknown, new DriftMessage.Delta(List.of(0), NOON, sums(new Layout(9, 1))).toBytes());

      assertThat(stage.ignored).hasSize(2);
      requireReport(stage);
    }
  }

  @Test
  void goesOnWhateverBytesOfADeltaAreSpoilt() {
    Random random = new Random(4711);
    byte[] whole = new DriftMessage.Delta(List.of(0), NOON, sums(layout())).toBytes();
    try (DriftStage stage = stage()) {
      for (int i = 0; i < SPOILT; i++) {
        byte[] bytes = whole.clone();
        for (int spoilt = 1 + random.nextInt(4); spoilt > 0; spoilt--) {
          bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt(256);
        }
        stage.pipe(key("s".repeat(random.nextInt(80)) + "/|\u0000"), bytes);
      }
      assertThat(stage.ignored).isNotEmpty();
      requireReport(stage);
    }
  }

  @Test
  void keepsNothingThatIsAcceptedOfWhatIsNoStream() {
    try (DriftStage stage = stage()) {
      for (String sha256 : List.of("", "no hash", "c".repeat(63), "c".repeat(64) + "/")) {
        stage.accept(
            new StreamId(sha256, ""),
            new DriftAcceptance("", "", sha256, "", Instant.EPOCH, "", "", List.of()));
      }

      assertThat(stage.ignored).hasSize(4);
      assertThat(stage.accepted).isEmpty();
      requireReport(stage);
    }
  }

  private void requireReport(DriftStage stage) {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      stage.image(i % 2, "camera", NOON + i, seen(random));
    }
    stage.commit();
    long later = NOON + 60 * DriftStage.MINUTE;
    stage.event(0, later);
    stage.event(1, later);
    stage.commit();
    assertThat(stage.reports())
        .filteredOn(report -> report.getSha256().equals(TestReference.SHA256))
        .isNotEmpty();
  }

  private Outcome.Seen seen(Random random) {
    return reference.orElseThrow().image(random, 0);
  }

  private Layout layout() {
    return reference.orElseThrow().watch.profile().layout();
  }

  private DriftStage stage() {
    References references = new References();
    references.add(reference.orElseThrow().watch);
    return new DriftStage(2, StreamKeys.MODEL, references);
  }

  private static byte[] sums(Layout layout) {
    return new WindowSums(layout).toBytes();
  }

  private static byte[] key(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
