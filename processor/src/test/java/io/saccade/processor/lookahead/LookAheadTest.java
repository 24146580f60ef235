package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.ErrorCode;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.schemas.avro.ImageReference;
import io.saccade.schemas.avro.Prediction;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class LookAheadTest {

  /** Whoever is to get stuck in the model has to come there first, on a busy machine too. */
  private static final Duration WELL_BEYOND_A_DECODE = Duration.ofSeconds(4);

  private static Coordinates at(int number) {
    return new Coordinates("images", number % 4, number / 4);
  }

  private static List<Outcome> classify(Engine engine, List<ShapeImage> shapes) {
    for (int i = 0; i < shapes.size(); i++) {
      engine.ahead(at(i), Engine.event(i, shapes.get(i)));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      outcomes.add(engine.take(at(i), Engine.event(i, shapes.get(i))));
    }
    return outcomes;
  }

  private static Prediction prediction(Outcome outcome) throws Exception {
    assertThat(outcome).isInstanceOf(Outcome.Classified.class);
    return Prediction.fromByteBuffer(ByteBuffer.wrap(((Outcome.Classified) outcome).prediction()));
  }

  private static ErrorCode code(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).code();
  }

  @Test
  void givesEachRecordItsOwnLabel() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(200);
    try (Engine engine = new Engine(3, 8)) {
      List<Outcome> outcomes = classify(engine, shapes);
      for (int i = 0; i < shapes.size(); i++) {
        Prediction prediction = prediction(outcomes.get(i));
        assertThat(prediction.getEventId()).isEqualTo("event-" + i);
        assertThat(prediction.getSource().getOffset()).isEqualTo(i / 4);
        assertThat(prediction.getLabels()).hasSize(3);
        assertThat(prediction.getLabels().get(0).getName())
            .isEqualTo(shapes.get(i).color().label());
      }
      assertThat(engine.lookAhead.stats().hits()).isEqualTo(200);
      assertThat(engine.lookAhead.stats().misses()).isZero();
      assertThat(engine.lookAhead.stats().pending()).isZero();
    }
  }

  @Test
  void batchesWhatIsPolledTogether() throws Exception {
    try (Engine engine = new Engine(1, 8)) {
      classify(engine, Engine.shapes(200));
      assertThat(engine.lookAhead.stats().meanBatch()).isGreaterThan(6);
    }
  }

  @Test
  void givesTheSameBytesWhateverSharesTheBatch() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(60);
    List<byte[]> alone = new ArrayList<>();
    List<byte[]> together = new ArrayList<>();
    try (Engine one = new Engine(1, 1);
        Engine many = new Engine(3, 16)) {
      classify(one, shapes).forEach(o -> alone.add(((Outcome.Classified) o).prediction()));
      classify(many, shapes).forEach(o -> together.add(((Outcome.Classified) o).prediction()));
    }
    assertThat(together).usingRecursiveComparison().isEqualTo(alone);
  }

  @Test
  void classifiesARecordThatWasNotLookedAhead() throws Exception {
    try (Engine engine = new Engine(2, 8)) {
      Outcome outcome = engine.take(at(0), Engine.event(0, Engine.shapes(1).get(0)));
      assertThat(prediction(outcome).getEventId()).isEqualTo("event-0");
      assertThat(engine.lookAhead.stats().misses()).isEqualTo(1);
    }
  }

  @Test
  void failsThePoisonedImageAlone() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(40);
    try (Engine engine = new Engine(1, 16)) {
      engine.model.poison(engine.tensor(shapes.get(11)));
      List<Outcome> outcomes = classify(engine, shapes);
      assertThat(code(outcomes.remove(11))).isEqualTo(ErrorCode.MODEL_FAILED);
      assertThat(outcomes).allMatch(Outcome.Classified.class::isInstance);
    }
  }

  @Test
  void failsAnImageWhoseOutputIsNotFinite() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(10);
    try (Engine engine = new Engine(1, 16)) {
      engine.model.blank(engine.tensor(shapes.get(3)));
      List<Outcome> outcomes = classify(engine, shapes);
      assertThat(code(outcomes.remove(3))).isEqualTo(ErrorCode.OUTPUT_NOT_FINITE);
      assertThat(outcomes).allMatch(Outcome.Classified.class::isInstance);
    }
  }

  @Test
  void codesWhatIsWrongWithAnEvent() throws Exception {
    byte[] reference =
        PlainSerdes.event("r", new ImageReference("https://example.org/a.jpg", "00"));
    byte[] noImage = PlainSerdes.event("e", ByteBuffer.allocate(0));
    byte[] noise = PlainSerdes.event("n", ByteBuffer.wrap(new byte[100]));
    try (Engine engine = new Engine(2, 8)) {
      assertThat(code(engine.take(at(0), null))).isEqualTo(ErrorCode.EVENT_EMPTY);
      assertThat(code(engine.take(at(1), new byte[0]))).isEqualTo(ErrorCode.EVENT_EMPTY);
      assertThat(code(engine.take(at(2), new byte[9]))).isEqualTo(ErrorCode.EVENT_CORRUPT);
      assertThat(code(engine.take(at(3), reference))).isEqualTo(ErrorCode.URI_SCHEME);
      assertThat(code(engine.take(at(4), noImage))).isEqualTo(ErrorCode.IMAGE_EMPTY);
      assertThat(code(engine.take(at(5), noise))).isEqualTo(ErrorCode.IMAGE_UNSUPPORTED);
    }
  }

  @Test
  void waitsForTheRegistryAndFailsNothing() throws Exception {
    try (Engine engine = new Engine(2, 8)) {
      engine.serdes.takeDown();
      byte[] event = Engine.event(0, Engine.shapes(1).get(0));
      CompletableFuture<Outcome> outcome =
          CompletableFuture.supplyAsync(() -> engine.take(at(0), event));
      engine.serdes.awaitAskedWhileDown();
      engine.serdes.bringBack();
      assertThat(prediction(outcome.get()).getEventId()).isEqualTo("event-0");
    }
  }

  @Test
  void endsARecordThatTheModelIsStuckOnAndGoesOnWithTheNext() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(6);
    try (Engine engine = new Engine(1, 8, Duration.ofSeconds(1))) {
      Stall stall = engine.model.stall(engine.tensor(shapes.get(2)));
      List<Outcome> outcomes = classify(engine, shapes);
      assertThat(code(outcomes.remove(2))).isEqualTo(ErrorCode.MODEL_FAILED);
      assertThat(outcomes).allMatch(Outcome.Classified.class::isInstance);
      assertThat(engine.lookAhead.stats().stuckWorkers()).isBetween(1L, 2L);
      stall.end();
    }
  }

  @Test
  void endsARecordThatNobodyWaitsForYet() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(2);
    try (Engine engine = new Engine(1, 8, WELL_BEYOND_A_DECODE)) {
      Stall stall = engine.model.stall(engine.tensor(shapes.get(1)));
      engine.ahead(at(1), Engine.event(1, shapes.get(1)));
      stall.awaitBegun();
      Outcome first = engine.take(at(0), Engine.event(0, shapes.get(0)));
      assertThat(prediction(first).getEventId()).isEqualTo("event-0");
      stall.end();
    }
  }

  @Test
  void isBusyWhereTheOnlyLaneRunsABatch() throws Exception {
    ShapeImage shape = Engine.shapes(1).get(0);
    try (Engine engine = new Engine(1, 8)) {
      assertThat(engine.lookAhead.busyShare()).isZero();
      Stall stall = engine.model.stall(engine.tensor(shape));
      engine.ahead(at(0), Engine.event(0, shape));
      stall.awaitBegun();
      assertThat(engine.lookAhead.busyShare()).isEqualTo(1);
      stall.end();
    }
  }

  @Test
  void failsNoEventWhereTheModelIsBroken() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(3);
    try (Engine engine = new Engine(1, 8)) {
      engine.model.breakDown();
      assertThat(classify(engine, shapes)).allMatch(Outcome.Broken.class::isInstance);
    }
  }

  @Test
  void breaksDownWhereEveryBatchIsStuck() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(12);
    try (Engine engine = new Engine(1, 1, Duration.ofSeconds(1))) {
      Stall stall = engine.model.stallAll();
      Outcome last = null;
      for (int i = 0; i < 4; i++) {
        last = engine.take(at(i), Engine.event(i, shapes.get(i)));
      }
      assertThat(last).isInstanceOf(Outcome.Broken.class);
      stall.end();
    }
  }

  @Test
  void answersWhoeverStillWaitsWhenItIsClosed() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(2);
    Engine engine = new Engine(1, 8);
    engine.serdes.takeDown();
    CompletableFuture<Outcome> waiting =
        CompletableFuture.supplyAsync(() -> engine.take(at(0), Engine.event(0, shapes.get(0))));
    engine.serdes.awaitAskedWhileDown();
    engine.close();
    assertThat(waiting.get()).isInstanceOf(Outcome.Broken.class);
    Outcome late = engine.take(at(1), Engine.event(1, shapes.get(1)));
    assertThat(late).isInstanceOf(Outcome.Broken.class);
  }

  @Test
  void freesWhatIsStuckOnlyWhenItComesBack() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(1);
    Engine engine = new Engine(1, 8, Duration.ofSeconds(1));
    Stall stall = engine.model.stall(engine.tensor(shapes.get(0)));
    Outcome outcome = engine.take(at(0), Engine.event(0, shapes.get(0)));
    assertThat(code(outcome)).isEqualTo(ErrorCode.MODEL_FAILED);
    engine.closeSlot();
    assertThat(engine.handles.open()).isPositive();
    stall.end();
    engine.lookAhead.close();
    assertThat(engine.first.awaitClosed(Duration.ofSeconds(30))).isTrue();
    assertThat(engine.handles.open()).isZero();
  }

  @Test
  void forgetsThePendingOfAPartitionThatWentElsewhere() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(8);
    try (Engine engine = new Engine(1, 4)) {
      for (int i = 0; i < 8; i++) {
        engine.ahead(at(i), Engine.event(i, shapes.get(i)));
      }
      engine.lookAhead.evict("images", 1);
      assertThat(engine.lookAhead.stats().evicted()).isEqualTo(2);
      assertThat(engine.lookAhead.stats().pending()).isEqualTo(6);
      Outcome again = engine.take(at(1), Engine.event(1, shapes.get(1)));
      assertThat(prediction(again).getEventId()).isEqualTo("event-1");
    }
  }

  @Test
  void leavesNothingOpenOutsideTheHeap() throws Exception {
    Engine engine = new Engine(2, 4);
    classify(engine, Engine.shapes(50));
    assertThat(engine.handles.open()).isPositive();
    engine.close();
    assertThat(engine.handles.open()).isZero();
  }
}
