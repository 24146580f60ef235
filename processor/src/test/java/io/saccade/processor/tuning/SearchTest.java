package io.saccade.processor.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.serving.Placement;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchTest {

  private static final Duration BUDGET = Duration.ofSeconds(6);
  private static final int IMAGE_BYTES = 602_112;

  private static TuningOrder order(Duration target) {
    return new TuningOrder(Placement.cpu("in a test"), 4, target, 256L << 20);
  }

  private static SearchSpace space(Duration target) {
    return SearchSpace.of(order(target), Integer.MAX_VALUE, IMAGE_BYTES);
  }

  private static TuningReport search(SearchSpace space, Surface surface, Duration budget)
      throws Exception {
    return new Search(space, surface, new Deadline(surface::nanos, budget)).run();
  }

  private static TuningReport search(Surface surface) throws Exception {
    return search(space(Duration.ZERO), surface, BUDGET);
  }

  /** The chosen rate as a share of the best one of the whole grid. */
  private static double share(TuningReport report, Surface surface) {
    double best =
        space(Duration.ZERO).grid().stream().mapToDouble(surface::rate).max().orElseThrow();
    return surface.rate(report.chosen()) / best;
  }

  /** Batches cost more than they save, as with MobileNetV2. */
  private static double smallBatches(TuningPoint point) {
    double batch = List.of(0.98, 1.0, 0.97, 0.9, 0.8).get(log(point.batch()));
    return 180 * batch * shape(point);
  }

  /** A batch saves the cost of a call, as with ResNet-20. */
  private static double largeBatches(TuningPoint point) {
    return 2000 * point.batch() / (point.batch() + 0.6) * shape(point);
  }

  /** Few lanes of many threads each are best, and want large batches. */
  private static double fewLanes(TuningPoint point) {
    double lanes = List.of(1.0, 0.9, 0.7).get(log(point.lanes()));
    double decoders = point.decoders() == 0 ? 0.8 : 1;
    return 400 * lanes * decoders * point.batch() / (point.batch() + point.threads() / 4.0);
  }

  private static double shape(TuningPoint point) {
    double lanes = List.of(0.5, 0.8, 1.0).get(log(point.lanes()));
    return lanes * (point.decoders() == 0 ? 1 : 0.97);
  }

  private static int log(int power) {
    return Integer.numberOfTrailingZeros(power);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void comesNearTheBestPointOfSurfacesThatDifferInSpiteOfNoise(long seed) throws Exception {
    for (ToDoubleFunction<TuningPoint> surface :
        List.<ToDoubleFunction<TuningPoint>>of(
            SearchTest::smallBatches, SearchTest::largeBatches, SearchTest::fewLanes)) {
      Surface noisy = new Surface(surface, 0.015, seed);
      TuningReport report = search(noisy);
      assertThat(share(report, noisy)).as("%s", report).isGreaterThan(0.95);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void goesByProcessorTimeWhereOtherProgramsTakeTheProcessorAway(long seed) throws Exception {
    for (ToDoubleFunction<TuningPoint> surface :
        List.<ToDoubleFunction<TuningPoint>>of(
            SearchTest::smallBatches, SearchTest::largeBatches)) {
      Surface busy = new Surface(surface, 0.015, seed).busy(0.4);
      TuningReport report = search(busy);
      assertThat(report.disturbed()).isTrue();
      assertThat(share(report, busy)).as("%s", report).isGreaterThan(0.95);
    }
  }

  @Test
  void takesTheSmallestBatchOfSeveralImagesAndTheFewestThreadsOfThoseThatAreAsGood()
      throws Exception {
    TuningReport report = search(new Surface(point -> 500 + point.batch() / 4.0, 0, 1));
    assertThat(report.chosen().batch()).isEqualTo(2);
    assertThat(report.chosen().decoders()).isZero();
  }

  @Test
  void looksAtAFractionOfTheGrid() throws Exception {
    TuningReport report = search(new Surface(SearchTest::smallBatches, 0.01, 1));
    assertThat(report.lines()).hasSizeLessThan(space(Duration.ZERO).grid().size() / 2);
  }

  @Test
  void staysWithinTheLatencyTarget() throws Exception {
    Duration target = Duration.ofMillis(20);
    Surface surface = new Surface(SearchTest::largeBatches, 0.005, 1);
    TuningReport report = search(space(target), surface, BUDGET);
    assertThat(Duration.ofNanos(report.chosenLine().latencyNanos())).isLessThan(target);
    assertThat(report.chosen().batch()).isBetween(2, 4);
    assertThat(report.plan().latencyTarget()).isEqualTo(target);
  }

  @Test
  void takesTheLowestLatencyWhereNoneIsWithinTheTarget() throws Exception {
    Surface surface = new Surface(SearchTest::largeBatches, 0.005, 1);
    TuningReport report = search(space(Duration.ofNanos(1)), surface, BUDGET);
    assertThat(report.why()).contains("no point stays within the latency target");
    assertThat(report.lines())
        .filteredOn(line -> line.rate() > 0)
        .allMatch(line -> line.latencyNanos() >= report.chosenLine().latencyNanos());
  }

  @ParameterizedTest
  @ValueSource(longs = {200, 1_000, 3_000, 6_000})
  void keepsToItsBudget(long millis) throws Exception {
    Surface slow = new Surface(point -> 20 * smallBatches(point) / 180, 0.02, 1);
    TuningReport report = search(space(Duration.ZERO), slow, Duration.ofMillis(millis));
    // There is one look at least, and a batch that was begun is ended.
    long most = Math.max(millis, 1_000) + 500;
    assertThat(slow.nanos()).isLessThan(Duration.ofMillis(most).toNanos());
    assertThat(report.took()).isEqualTo(Duration.ofNanos(slow.nanos()));
  }

  @Test
  void keepsToTheDefaultWhereTheModelIsTooSlowToBeMeasured() throws Exception {
    TuningReport report = search(new Surface(point -> 0.2, 0, 1));
    assertThat(report.chosen()).isEqualTo(space(Duration.ZERO).standard());
    assertThat(report.isMeasured()).isFalse();
    assertThat(report.why()).contains("nothing could be measured");
  }

  @Test
  void passesOverPointsThatFail() throws Exception {
    Surface surface =
        new Surface(SearchTest::largeBatches, 0, 1).failingAt(point -> point.batch() > 4);
    TuningReport report = search(surface);
    assertThat(report.chosen().batch()).isEqualTo(4);
    assertThat(report.lines()).anyMatch(line -> line.note().startsWith("failed: broken at"));
  }

  @Test
  void triesOneImageAtATimeOnlyWhereTheGraphTakesNoMore() {
    SearchSpace fixed = SearchSpace.of(order(Duration.ZERO), 1, IMAGE_BYTES);
    assertThat(fixed.standard().batch()).isEqualTo(1);
    assertThat(fixed.grid()).hasSize(5).allMatch(point -> point.batch() == 1);
  }

  @Test
  void triesNoBatchesThatMemoryDoesNotHold() {
    TuningOrder small = new TuningOrder(Placement.cpu(""), 4, Duration.ZERO, 9L * 5 * IMAGE_BYTES);
    SearchSpace space = SearchSpace.of(small, Integer.MAX_VALUE, IMAGE_BYTES);
    assertThat(space.grid())
        .allMatch(
            point ->
                (long) point.batch() * IMAGE_BYTES * space.plan(point).batchesInUse()
                    <= small.batchBytes());
  }

  @Test
  void triesOneLaneForEachGpu() {
    TuningOrder gpus =
        new TuningOrder(new Placement(List.of(0, 1), "seen"), 16, Duration.ZERO, 1L << 30);
    SearchSpace space = SearchSpace.of(gpus, Integer.MAX_VALUE, IMAGE_BYTES);
    assertThat(space.grid()).allMatch(point -> point.lanes() == 2 && point.threads() == 1);
    assertThat(space.grid()).extracting(TuningPoint::decoders).containsOnly(16, 8);
    assertThat(space.grid()).extracting(TuningPoint::batch).contains(1, 64);
  }
}
