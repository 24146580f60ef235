package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.processor.serving.CanaryHash;
import io.saccade.processor.serving.CanaryRoute;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.schemas.avro.Cohort;
import io.saccade.schemas.avro.Prediction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which version answers which record, and where a release begins. */
final class RoutingTest {

  private final List<ShapeImage> shapes = Engine.shapes(8);

  private static Coordinates at(int partition, long offset) {
    return new Coordinates("images", partition, offset);
  }

  private byte[] event(long number) {
    return Engine.event((int) number, shapes.get((int) number % shapes.size()));
  }

  private static Prediction prediction(Outcome outcome) throws Exception {
    assertThat(outcome).isInstanceOf(Outcome.Classified.class);
    return Prediction.fromByteBuffer(ByteBuffer.wrap(((Outcome.Classified) outcome).prediction()));
  }

  private String version(Engine engine, long offset) throws Exception {
    Outcome outcome = engine.take(at(0, offset), event(offset));
    return prediction(outcome).getModel().getVersion();
  }

  @Test
  void answersARecordByTheVersionThatItWasLookedAheadUnder() throws Exception {
    try (Engine engine = new Engine(1, 2);
        LoadedModel next = engine.load(ColorModel.bundle("2"))) {
      engine.ahead(at(0, 0), event(0));
      engine.release(7, next);
      engine.ahead(at(0, 1), event(1));
      assertThat(version(engine, 0)).isEqualTo("1");
      assertThat(version(engine, 1)).isEqualTo("2");
      engine.closeSlot();
    }
  }

  @Test
  void tellsWhereEachReleaseBegins() throws Exception {
    try (Engine engine = new Engine(1, 2);
        LoadedModel next = engine.load(ColorModel.bundle("2"))) {
      engine.ahead(at(0, 4), event(4));
      engine.ahead(at(0, 5), event(5));
      engine.release(7, next);
      engine.ahead(at(0, 5), event(5));
      engine.ahead(at(0, 6), event(6));
      engine.ahead(at(3, 0), event(0));
      engine.lookAhead.evict("images", 0);
      engine.ahead(at(0, 5), event(5));
      engine.ahead(at(0, 6), event(6));

      assertThat(engine.firsts)
          .containsExactly(
              new Engine.First(-1, 0, 4),
              new Engine.First(7, 0, 6),
              new Engine.First(7, 3, 0),
              new Engine.First(7, 0, 5));
      Tenure taken = engine.tenures.get(0);
      assertThat(engine.tenures.get(1)).as("kept across releases").isEqualTo(taken);
      assertThat(engine.tenures.get(3).since()).as("taken anew").isAfter(taken.since());
      engine.closeSlot();
    }
  }

  @Test
  void neverGoesBackToAnOlderReleaseBehindARecordThatComesLate() throws Exception {
    try (Engine engine = new Engine(1, 2);
        LoadedModel next = engine.load(ColorModel.bundle("2"))) {
      for (int offset = 3; offset < 6; offset++) {
        engine.ahead(at(0, offset), event(offset));
      }
      engine.ahead(at(1, 3), event(3));
      engine.release(7, next);
      for (int offset = 2; offset < 6; offset++) {
        assertThat(version(engine, offset)).as("offset %d", offset).isEqualTo("2");
      }
      assertThat(engine.firsts)
          .containsExactly(
              new Engine.First(-1, 0, 3), new Engine.First(-1, 1, 3), new Engine.First(7, 0, 2));
      Outcome other = engine.take(at(1, 3), event(3));
      assertThat(prediction(other).getModel().getVersion()).isEqualTo("1");
      engine.closeSlot();
    }
  }

  @Test
  void letsTheKeyDecideWhatTheCanaryAnswers() throws Exception {
    try (Engine engine = new Engine(2, 4);
        LoadedModel next = engine.load(ColorModel.bundle("2"))) {
      engine.release(1, engine.first, Optional.of(new CanaryRoute(next, 30)), Optional.empty());
      int canaries = 0;
      for (int i = 0; i < 60; i++) {
        byte[] key = ("camera-" + i % 20).getBytes(StandardCharsets.UTF_8);
        Outcome outcome = engine.lookAhead.take(at(i % 3, i), key, event(i));
        boolean canary = CanaryHash.percentile("colors", key, 0, 0) < 30;
        assertThat(prediction(outcome).getCohort())
            .isEqualTo(canary ? Cohort.CANARY : Cohort.PRIMARY);
        assertThat(prediction(outcome).getModel().getVersion()).isEqualTo(canary ? "2" : "1");
        canaries += canary ? 1 : 0;
      }
      assertThat(canaries).isBetween(1, 59);
      engine.closeSlot();
    }
  }
}
