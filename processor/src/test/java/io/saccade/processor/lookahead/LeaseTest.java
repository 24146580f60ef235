package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.processor.serving.LoadedModel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A version that was given up stays open for the records that still need it, and no longer. */
@Timeout(120)
final class LeaseTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final List<ShapeImage> shapes = Engine.shapes(8);

  private static Coordinates at(long offset) {
    return new Coordinates("images", 0, offset);
  }

  private byte[] event(int number) {
    return Engine.event(number, shapes.get(number));
  }

  private interface Scene {
    void play(Engine engine) throws Exception;
  }

  /** Plays a scene under the first version, which is then given up while the engine goes on. */
  private static boolean closesAfter(Scene scene) throws Exception {
    try (Engine engine = new Engine(1, 4);
        LoadedModel next = engine.load(ColorModel.bundle("2"))) {
      scene.play(engine);
      engine.release(1, next);
      engine.letGoOfFirst();
      boolean closed = engine.first.awaitClosed(SOON);
      engine.closeSlot();
      return closed;
    }
  }

  @Test
  void keepsAVersionOpenForARecordThatWaits() throws Exception {
    try (Engine engine = new Engine(1, 4);
        LoadedModel next = engine.load(ColorModel.bundle("2"))) {
      engine.serdes.takeDown();
      engine.ahead(at(0), event(0));
      engine.serdes.awaitAskedWhileDown();
      engine.release(1, next);
      engine.letGoOfFirst();
      assertThat(engine.first.isClosed()).isFalse();
      engine.serdes.bringBack();
      assertThat(engine.take(at(0), event(0))).isInstanceOf(Outcome.Classified.class);
      assertThat(engine.first.awaitClosed(SOON)).isTrue();
      engine.closeSlot();
    }
  }

  @Test
  void letsGoOfWhatWasClassified() throws Exception {
    assertThat(
            closesAfter(
                engine -> {
                  for (int i = 0; i < 8; i++) {
                    engine.ahead(at(i), event(i));
                  }
                  for (int i = 0; i < 8; i++) {
                    Outcome unused = engine.take(at(i), event(i));
                  }
                }))
        .isTrue();
  }

  @Test
  void letsGoOfWhatNobodyTakes() throws Exception {
    assertThat(
            closesAfter(
                engine -> {
                  for (int i = 0; i < 8; i++) {
                    engine.ahead(at(i), event(i));
                  }
                }))
        .isTrue();
  }

  @Test
  void letsGoOfWhatWasEvictedWhileItWaits() throws Exception {
    assertThat(
            closesAfter(
                engine -> {
                  engine.serdes.takeDown();
                  for (int i = 0; i < 8; i++) {
                    engine.ahead(at(i), event(i));
                  }
                  engine.serdes.awaitAskedWhileDown();
                  engine.lookAhead.evict("images", 0);
                }))
        .isTrue();
  }

  @Test
  void letsGoOfWhatFails() throws Exception {
    assertThat(
            closesAfter(
                engine -> {
                  engine.model.poison(engine.tensor(shapes.get(1)));
                  engine.model.blank(engine.tensor(shapes.get(2)));
                  engine.ahead(at(10), new byte[0]);
                  engine.ahead(at(11), new byte[9]);
                  engine.ahead(at(12), PlainSerdes.event("n", ByteBuffer.wrap(new byte[100])));
                  for (int i = 0; i < 4; i++) {
                    engine.ahead(at(i), event(i));
                  }
                  assertThat(engine.take(at(1), event(1))).isInstanceOf(Outcome.Failed.class);
                }))
        .isTrue();
  }

  @Test
  void letsGoOfWhatBreaks() throws Exception {
    assertThat(
            closesAfter(
                engine -> {
                  engine.model.breakDown();
                  assertThat(engine.take(at(0), event(0))).isInstanceOf(Outcome.Broken.class);
                }))
        .isTrue();
  }

  @Test
  void letsGoOfWhatWasStuckWhenItComesBackAndNotBefore() throws Exception {
    try (Engine engine = new Engine(1, 4, Duration.ofSeconds(1));
        LoadedModel next = engine.load(ColorModel.bundle("2"))) {
      Stall stall = engine.model.stall(engine.tensor(shapes.get(3)));
      assertThat(engine.take(at(3), event(3))).isInstanceOf(Outcome.Failed.class);
      engine.release(1, next);
      engine.letGoOfFirst();
      assertThat(engine.take(at(4), event(4))).isInstanceOf(Outcome.Classified.class);
      assertThat(engine.first.isClosed()).isFalse();
      stall.end();
      assertThat(engine.first.awaitClosed(SOON)).isTrue();
      engine.closeSlot();
    }
  }

  @Test
  void letsGoOfEverythingWhenTheEngineStops() throws Exception {
    Engine engine = new Engine(1, 4);
    engine.serdes.takeDown();
    for (int i = 0; i < 8; i++) {
      engine.ahead(at(i), event(i));
    }
    engine.serdes.awaitAskedWhileDown();
    engine.close();
    assertThat(engine.first.awaitClosed(SOON)).isTrue();
    assertThat(engine.handles.open()).isZero();
  }
}
