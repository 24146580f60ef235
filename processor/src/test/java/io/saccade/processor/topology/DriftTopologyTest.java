package io.saccade.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.drift.DriftSettings.StreamKeys;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.schemas.avro.DriftClose;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of deltas; what is measured by is real, and small. */
final class DriftTopologyTest {

  private static final long MINUTE = DriftStage.MINUTE;

  private static TestReference reference;
  private static References references;

  /** An image of a stream: when, whose, and what is seen. */
  private record Image(long time, String key, Outcome.Seen seen) {}

  @BeforeAll
  static void makeReference() throws Exception {
    reference = new TestReference();
    references = new References();
    references.add(reference.watch);
  }

  private static List<Image> images(long seed, int perMinute, int minutes, double shift) {
    Random random = new Random(seed);
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < perMinute * minutes; i++) {
      long time = i * MINUTE / perMinute;
      images.add(new Image(time, "camera-" + i % 3, reference.image(random, shift)));
    }
    return images;
  }

  /** Plays images over partitions at random, and at most so far out of order. */
  private static List<byte[]> play(List<Image> images, int partitions, long disorder, long seed) {
    Random random = new Random(seed);
    SortedMap<Long, Image> order = new TreeMap<>();
    for (Image image : images) {
      long turn = image.time() + (disorder == 0 ? 0 : random.nextLong(disorder));
      order.put(turn * images.size() + order.size(), image);
    }
    try (DriftStage stage = new DriftStage(partitions, StreamKeys.EVENT, references)) {
      List<byte[]> written = new ArrayList<>();
      for (Image image : order.values()) {
        stage.image(random.nextInt(partitions), image.key(), image.time(), image.seen());
        if (random.nextInt(50) == 0) {
          stage.commit();
          written.addAll(stage.written());
        }
      }
      for (int partition = 0; partition < partitions; partition++) {
        stage.event(partition, images.get(images.size() - 1).time() + 1_500 * MINUTE);
      }
      stage.commit();
      written.addAll(stage.written());
      return written;
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void reportsTheSameBytesHoweverImagesAreSpreadOrderedAndCommitted() {
    List<Image> images = images(1, 150, 23, 0.3);
    List<String> expected = play(images, 1, 0, 1).stream().map(DriftTopologyTest::text).toList();
    assertThat(expected).hasSizeGreaterThan(15);
    for (long seed = 2; seed < 6; seed++) {
      List<String> actual =
          play(images, (int) seed + 1, 2 * MINUTE, seed).stream()
              .map(DriftTopologyTest::text)
              .toList();
      assertThat(actual).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** A window of five minutes, of so many images at its beginning. */
  private static void window(DriftStage stage, int partition, long start, int images) {
    Random random = new Random(start);
    for (int i = 0; i < images; i++) {
      stage.image(partition, "camera", start, reference.image(random, 0));
    }
    stage.commit();
  }

  @Test
  void waitsForThePartitionThatIsFurthestBehind() {
    try (DriftStage stage = new DriftStage(2, StreamKeys.MODEL, references)) {
      window(stage, 0, 0, 200);
      stage.event(0, 300 * MINUTE);
      stage.commit();
      window(stage, 1, MINUTE, 100);
      assertThat(stage.reports()).isEmpty();

      stage.event(1, 7 * MINUTE);
      stage.commit();

      assertThat(stage.reports())
          .singleElement()
          .satisfies(
              report -> {
                assertThat(report.getImages()).isEqualTo(300);
                assertThat(report.getLate()).isZero();
                assertThat(report.getScale()).isEqualTo("PT5M");
                assertThat(report.getClosed()).isEqualTo(DriftClose.STREAM_TIME);
              });
    }
  }

  @Test
  void closesTheWindowsOfAQuietTopicAsTimeGoesOnOnTheWall() {
    try (DriftStage stage = new DriftStage(2, StreamKeys.MODEL, references)) {
      window(stage, 0, 4 * MINUTE, 200);
      stage.quiet(DriftStage.IDLE.toMillis());
      assertThat(stage.reports()).isEmpty();

      stage.quiet(3 * MINUTE);

      List<DriftReport> reports = stage.reports();
      assertThat(reports).extracting(DriftReport::getClosed).containsExactly(DriftClose.IDLE);
      assertThat(reports.get(0).getImages()).isEqualTo(200);
    }
  }

  @Test
  void doesNotWaitForAPartitionThatHasNothing() {
    try (DriftStage stage = new DriftStage(2, StreamKeys.MODEL, references)) {
      window(stage, 0, 0, 200);
      stage.event(0, 7 * MINUTE);
      stage.commit();
      assertThat(stage.reports()).isEmpty();

      stage.quietAlone(1, DriftStage.IDLE.toMillis());

      assertThat(stage.reports())
          .extracting(DriftReport::getClosed)
          .containsExactly(DriftClose.STREAM_TIME);
    }
  }

  @Test
  void countsWhatComesLateAndLeavesItOut() {
    try (DriftStage stage = new DriftStage(1, StreamKeys.MODEL, references)) {
      window(stage, 0, 0, 200);
      window(stage, 0, 7 * MINUTE, 200);
      assertThat(stage.reports()).hasSize(1);

      window(stage, 0, MINUTE, 30);
      window(stage, 0, 12 * MINUTE, 1);

      assertThat(stage.reports())
          .singleElement()
          .satisfies(
              report -> {
                assertThat(report.getImages()).isEqualTo(200);
                assertThat(report.getLate()).isEqualTo(30);
              });
    }
  }

  @Test
  void carriesTooFewImagesOverAndSaysSo() {
    try (DriftStage stage = new DriftStage(1, StreamKeys.MODEL, references)) {
      window(stage, 0, 0, 120);
      window(stage, 0, 7 * MINUTE, 130);
      window(stage, 0, 12 * MINUTE, 1);

      List<DriftReport> reports = stage.reports();
      assertThat(reports).hasSize(2);
      assertThat(reports.get(0).getState()).isEqualTo(DriftState.INSUFFICIENT);
      assertThat(reports.get(0).getP()).isNull();
      assertThat(reports.get(1).getImages()).isEqualTo(250);
      assertThat(reports.get(1).getCarriedOver()).isEqualTo(1);
      assertThat(reports.get(1).getStart()).isEqualTo("1970-01-01T00:00:00Z");
      assertThat(reports.get(1).getP()).isNotNull();
    }
  }

  @Test
  void leavesOutWhatIsNoDelta() {
    try (DriftStage stage = new DriftStage(1, StreamKeys.MODEL, references)) {
      stage.pipe(new byte[0], "<html>".getBytes(StandardCharsets.UTF_8));
      stage.pipe(new byte[0], new byte[0]);
      stage.pipe(
          new byte[] {1}, new DriftMessage.Delta(List.of(0), 0, new byte[] {9, 9, 9, 9}).toBytes());
      stage.pipe(
          new StreamId(TestReference.SHA256, "").toBytes(),
          new DriftMessage.Delta(List.of(0), 0, new byte[] {9, 9, 9, 9}).toBytes());
      assertThat(stage.ignored).hasSize(4);

      window(stage, 0, 0, 200);
      window(stage, 0, 7 * MINUTE, 1);
      assertThat(stage.reports()).hasSize(1);
    }
  }

  @Test
  void keepsWindowsUntilItKnowsTheReference() {
    References late = new References();
    try (DriftStage stage = new DriftStage(1, StreamKeys.MODEL, late)) {
      window(stage, 0, 0, 200);
      window(stage, 0, 7 * MINUTE, 200);
      assertThat(stage.reports()).isEmpty();

      late.add(reference.watch);
      window(stage, 0, 12 * MINUTE, 1);

      assertThat(stage.reports()).hasSize(2);
    }
  }
}
