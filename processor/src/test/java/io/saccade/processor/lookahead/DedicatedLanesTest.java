package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.shapes.ShapeImage;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.serving.LanePlan;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * An engine as a device that is not the CPU wants it: lanes that only run, decoders beside them.
 */
final class DedicatedLanesTest {

  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private static LanePlan plan(int lanes, int decoders) {
    return new LanePlan(lanes, 1, decoders, Buckets.powersOfTwo(8), Duration.ZERO);
  }

  private static Coordinates at(int number) {
    return new Coordinates("images", number % 4, number / 4);
  }

  private static List<Outcome> classify(Engine engine, List<byte[]> events) {
    for (int i = 0; i < events.size(); i++) {
      engine.ahead(at(i), events.get(i));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      outcomes.add(engine.take(at(i), events.get(i)));
    }
    return outcomes;
  }

  private static List<byte[]> events(List<ShapeImage> shapes) {
    List<byte[]> events = new ArrayList<>();
    for (ShapeImage shape : shapes) {
      events.add(Engine.event(events.size(), shape));
    }
    return events;
  }

  @Test
  void givesTheSameBytesAsLanesThatDecode() throws Exception {
    List<byte[]> events = events(Engine.shapes(200));
    List<byte[]> here = new ArrayList<>();
    List<byte[]> there = new ArrayList<>();
    try (Engine dedicated = new Engine(plan(2, 3), DEADLINE);
        Engine both = new Engine(2, 8)) {
      classify(dedicated, events).forEach(o -> here.add(((Outcome.Classified) o).prediction()));
      classify(both, events).forEach(o -> there.add(((Outcome.Classified) o).prediction()));
    }
    assertThat(here).usingRecursiveComparison().isEqualTo(there);
  }

  @Test
  void runsEachLaneOnOneThreadForLife() throws Exception {
    try (Engine engine = new Engine(plan(2, 3), DEADLINE)) {
      classify(engine, events(Engine.shapes(200)));
      assertThat(engine.model.threads()).isNotEmpty();
      assertThat(engine.model.threads().values()).extracting(Set::size).containsOnly(1);
      engine
          .model
          .threads()
          .forEach(
              (lane, threads) ->
                  assertThat(threads)
                      .extracting(Thread::getName)
                      .containsOnly("saccade-lane-" + lane));
    }
  }

  @Test
  void runsWhatIsOpenWhenTheLastImageOnItsWayIsRefused() throws Exception {
    List<byte[]> events = new ArrayList<>(events(Engine.shapes(3)));
    events.add(PlainSerdes.event("noise", ByteBuffer.wrap(new byte[100])));
    try (Engine engine = new Engine(plan(1, 1), DEADLINE)) {
      List<Outcome> outcomes = classify(engine, events);
      assertThat(outcomes.remove(3)).isInstanceOf(Outcome.Failed.class);
      assertThat(outcomes).allMatch(Outcome.Classified.class::isInstance);
    }
  }

  @Test
  void isNotHeldUpByAnImageThatWaitsForTheRegistry() throws Exception {
    List<byte[]> events = events(Engine.shapes(2));
    try (Engine engine = new Engine(plan(1, 2), DEADLINE)) {
      engine.serdes.takeDown();
      engine.ahead(at(0), events.get(0));
      engine.serdes.awaitAskedWhileDown();
      engine.serdes.bringBack();
      assertThat(engine.take(at(1), events.get(1))).isInstanceOf(Outcome.Classified.class);
      assertThat(engine.take(at(0), events.get(0))).isInstanceOf(Outcome.Classified.class);
    }
  }

  @Test
  void endsARecordThatTheModelIsStuckOnAndSeatsAnotherThread() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(6);
    try (Engine engine = new Engine(plan(1, 2), Duration.ofSeconds(1))) {
      Stall stall = engine.model.stall(engine.tensor(shapes.get(2)));
      List<Outcome> outcomes = classify(engine, events(shapes));
      assertThat(outcomes.remove(2)).isInstanceOf(Outcome.Failed.class);
      assertThat(outcomes).allMatch(Outcome.Classified.class::isInstance);
      assertThat(engine.model.threads().get(0)).hasSizeGreaterThan(1);
      stall.end();
    }
  }

  @Test
  void waitsForCompanyAndAnswersAllTheSame() throws Exception {
    LanePlan patient = plan(1, 2).withLatencyTarget(Duration.ofMillis(200));
    List<byte[]> events = events(Engine.shapes(40));
    try (Engine engine = new Engine(patient, DEADLINE)) {
      for (int i = 0; i < events.size(); i++) {
        assertThat(engine.take(at(i), events.get(i))).isInstanceOf(Outcome.Classified.class);
      }
    }
  }
}
