package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.NativeHandles;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.processor.serving.Agreement;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ShadowRoute;
import io.saccade.schemas.avro.Prediction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An engine whose version is swapped again and again, under records that come from several stream
 * threads. Version N comes with release N, so that each prediction tells its release. Every other
 * release has the version before it as its shadow.
 */
final class Swaps {

  private static final int STREAMS = 2;
  private static final int PARTITIONS = 2;
  private static final int POLL = 16;

  private final Engine engine = new Engine(2, 4);
  private final Retirement retirement;
  private final List<byte[]> events = new ArrayList<>();
  private final Agreement agreement = new Agreement();
  private volatile int announced = 1;
  private volatile int installed = 1;
  private volatile boolean over;
  private long mostSessions;
  private long mostTensors;

  /** What becomes of a version that is wanted no longer. */
  interface Retirement {
    void retire(LoadedModel model) throws Exception;
  }

  /**
   * What was seen.
   *
   * @param answered records that had a prediction, each of a version that was right for it
   * @param changes how often a partition went on with a newer version
   */
  record Seen(long answered, long changes, long mostSessions, long mostTensors) {}

  private record Answers(long answered, long changes) {}

  Swaps(Retirement retirement) throws Exception {
    this.retirement = retirement;
    for (ShapeImage shape : Engine.shapes(POLL)) {
      events.add(Engine.event(events.size(), shape));
    }
  }

  /** How many images, tensors and sessions are open. */
  long openHandles() {
    return engine.handles.open();
  }

  /** Swaps so many times under load, then stops everything. */
  Seen run(int swaps) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(STREAMS);
    List<Future<Answers>> streams = new ArrayList<>();
    for (int stream = 0; stream < STREAMS; stream++) {
      int first = stream * PARTITIONS;
      streams.add(threads.submit(() -> stream(first)));
    }
    try {
      swap(swaps, streams);
      over = true;
      Answers first = streams.get(0).get();
      Answers second = streams.get(1).get();
      return new Seen(
          first.answered() + second.answered(),
          first.changes() + second.changes(),
          mostSessions,
          mostTensors);
    } finally {
      over = true;
      threads.shutdown();
      engine.lookAhead.close();
      engine.slot.close();
    }
  }

  /** As a controller does: what is wanted no longer is closed before the next one is loaded. */
  private void swap(int swaps, List<Future<Answers>> streams) throws Exception {
    LoadedModel serving = engine.first;
    for (int version = 2; version <= swaps + 1; version++) {
      LoadedModel next = engine.load(ColorModel.bundle("" + version));
      mostSessions = Math.max(mostSessions, engine.handles.open(NativeHandles.Kind.SESSION));
      mostTensors = Math.max(mostTensors, engine.handles.open(NativeHandles.Kind.TENSOR));
      LoadedModel shadow = engine.slot.routes().shadow().map(ShadowRoute::model).orElse(null);
      announced = version;
      engine.release(
          version,
          next,
          Optional.empty(),
          version % 2 == 0 ? Optional.of(new ShadowRoute(serving, agreement)) : Optional.empty());
      installed = version;
      if (shadow != null) {
        retirement.retire(shadow);
      }
      if (version % 2 == 1) {
        retirement.retire(serving);
      }
      serving = next;
      for (Future<Answers> stream : streams) {
        if (stream.isDone()) {
          stream.get(); // It says what was wrong.
        }
      }
    }
    Optional<ShadowRoute> last = engine.slot.routes().shadow();
    if (last.isPresent()) {
      last.get().model().close();
    }
    serving.close();
  }

  /** Polls records of its partitions and takes them in order, as a stream thread does. */
  private Answers stream(int firstPartition) throws Exception {
    long[] last = new long[PARTITIONS];
    long answered = 0;
    long changes = 0;
    for (long offset = 0; !over; offset += POLL) {
      int[] earliest = new int[POLL * PARTITIONS];
      int[] latest = new int[POLL * PARTITIONS];
      for (int i = 0; i < POLL * PARTITIONS; i++) {
        earliest[i] = installed;
        engine.ahead(at(firstPartition, offset, i), events.get(i / PARTITIONS));
        latest[i] = announced;
      }
      boolean evicted = offset / POLL % 5 == 4;
      if (evicted) { // By a task of the partition that closes late.
        engine.lookAhead.evict("images", firstPartition);
      }
      for (int i = 0; i < POLL * PARTITIONS; i++) {
        Coordinates at = at(firstPartition, offset, i);
        int version = version(engine.take(at, events.get(i / PARTITIONS)));
        int most = evicted && i % PARTITIONS == 0 ? announced : latest[i];
        assertThat((long) version)
            .as("%s after version %d", at, last[i % PARTITIONS])
            .isBetween(Math.max(earliest[i], last[i % PARTITIONS]), (long) most);
        changes += version > last[i % PARTITIONS] ? 1 : 0;
        last[i % PARTITIONS] = version;
        answered++;
      }
    }
    return new Answers(answered, changes);
  }

  private static Coordinates at(int firstPartition, long offset, int number) {
    return new Coordinates(
        "images", firstPartition + number % PARTITIONS, offset + number / PARTITIONS);
  }

  private static int version(Outcome outcome) throws Exception {
    assertThat(outcome).isInstanceOf(Outcome.Classified.class);
    byte[] prediction = ((Outcome.Classified) outcome).prediction();
    return Integer.parseInt(
        Prediction.fromByteBuffer(ByteBuffer.wrap(prediction)).getModel().getVersion());
  }
}
