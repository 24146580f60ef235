package io.saccade.processor.lookahead;

import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.processor.batch.Batch;
import io.saccade.processor.batch.Place;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.source.EventRefusedException;
import io.saccade.processor.source.FetchedImage;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.RegistryUnavailableException;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.ImageReference;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread of the engine: decodes images into the open batch or runs batches, or does whichever
 * is due, as its seat has it. On a CPU that keeps every core busy with no more threads than cores.
 */
final class Worker implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final long REGISTRY_RETRY_NANOS = 500_000_000L;

  private final Seat seat;
  private final WorkQueue queue;
  private final EventReader events;
  private final ClaimChecks claims;
  private final BatchRunner runner;
  private final ShadowRunner shadows;
  private final AwakeClock clock;
  private final EngineListener listener;
  private final GuardedDecoder decoder;
  private volatile @Nullable Activity activity;
  private volatile boolean abandoned;

  /** What all workers share. */
  record Tools(
      WorkQueue queue,
      EventReader events,
      ClaimChecks claims,
      BatchRunner runner,
      ShadowRunner shadows,
      AwakeClock clock,
      EngineListener listener,
      Supplier<GuardedDecoder> decoders) {}

  /**
   * Native work in progress: one image being decoded, one batch being run, or a shadow being
   * scored, which has neither.
   *
   * @param decoding the image, or null
   * @param running the batch, or null
   * @param sinceNanos when it began, by the clock of waking time
   */
  record Activity(
      @Nullable Request decoding,
      @Nullable Batch<BatchTensors, Request> running,
      long sinceNanos) {}

  Worker(Seat seat, Tools tools) {
    this.seat = seat;
    this.queue = tools.queue();
    this.events = tools.events();
    this.claims = tools.claims();
    this.runner = tools.runner();
    this.shadows = tools.shadows();
    this.clock = tools.clock();
    this.listener = tools.listener();
    this.decoder = tools.decoders().get();
  }

  Seat seat() {
    return seat;
  }

  /** What it is doing in native code, or null. Waiting is no activity: only work can be stuck. */
  @Nullable Activity activity() {
    return activity;
  }

  /** Lets the worker end when it comes back from what it is stuck in. */
  void abandon() {
    abandoned = true;
  }

  @Override
  public void run() {
    try {
      for (Task task = next(); task != null; task = next()) {
        if (task instanceof Task.Decode decode) {
          decode(decode.request());
        } else if (task instanceof Task.Run run) {
          runAndScore(run.batch());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      decoder.close();
    }
  }

  private @Nullable Task next() throws InterruptedException {
    return abandoned ? null : queue.next(seat.duty());
  }

  private void decode(Request request) throws InterruptedException {
    if (request.isSettled()) {
      request.releaseFetched();
      queue.leave(request);
      return;
    }
    request.takenUpNanos = System.nanoTime();
    boolean handedOver = false;
    try {
      ByteBuffer encoded = encoded(request);
      if (encoded == null) {
        handedOver = true; // It may be in other hands already.
        return;
      }
      decode(request, encoded);
    } catch (RegistryUnavailableException | RegistryConfigurationException e) {
      // An outage, or credentials that no longer hold: neither is the event's fault.
      LOG.warn(
          "the schema registry does not answer; the event waits at={} reason={}",
          request.coordinates,
          e.getMessage());
      queue.postpone(request, REGISTRY_RETRY_NANOS);
    } catch (EventRefusedException e) {
      request.fail(e.code(), e.getMessage() + "");
    } catch (ImageRefusedException e) {
      request.fail(e.code(), e.getMessage() + "");
    } catch (RuntimeException | Error e) {
      request.outcome.complete(new Outcome.Broken(e));
    } finally {
      activity = null;
      if (!handedOver) {
        request.releaseFetched();
        queue.leave(request);
      }
    }
  }

  private void decode(Request request, ByteBuffer encoded)
      throws ImageRefusedException, InterruptedException {
    Runnable begins = () -> activity = new Activity(request, null, clock.nanos());
    try (DecodedImage image = decoder.decode(request, encoded, begins)) {
      if (request.model.watch() != null) {
        request.properties = image.properties();
      }
      activity = null;
      request.releaseFetched();
      listener.decoded(System.nanoTime() - request.takenUpNanos);
      place(request, image);
    }
  }

  /** Writes the image into the open batch; runs a batch first where all of them are in use. */
  private void place(Request request, DecodedImage image) throws InterruptedException {
    Duty duty = seat.duty();
    for (Task task = queue.claim(duty, request); task != null; task = queue.claim(duty, request)) {
      if (task instanceof Task.Run run) {
        runBeforeWriting(run.batch());
      } else if (task instanceof Task.Write write) {
        write(request, image, write.place());
        return;
      }
    }
  }

  private void write(Request request, DecodedImage image, Place<BatchTensors, Request> place) {
    boolean written = false;
    try {
      request.model.preprocessor().write(image, place.batch().tensors().input(place.row()));
      request.decodedNanos = System.nanoTime();
      written = true;
    } finally {
      if (written) {
        queue.fill(place);
      } else {
        queue.giveUp(place, request);
      }
    }
  }

  private void runBeforeWriting(Batch<BatchTensors, Request> batch) {
    try {
      run(batch);
      shadows.skip(batch);
    } finally {
      queue.recycle(batch);
    }
  }

  private void runAndScore(Batch<BatchTensors, Request> batch) {
    ShadowRunner.Copy copy;
    try {
      run(batch);
      copy = shadows.copy(batch);
    } finally {
      queue.recycle(batch);
    }
    if (copy != null) {
      activity = new Activity(null, null, clock.nanos());
      try {
        shadows.score(seat.number(), copy);
      } finally {
        activity = null;
      }
    }
  }

  private void run(Batch<BatchTensors, Request> batch) {
    activity = new Activity(null, batch, clock.nanos());
    try {
      runner.run(seat.number(), batch);
    } finally {
      activity = null;
    }
  }

  /** The encoded image; null where it has to be fetched first. */
  private @Nullable ByteBuffer encoded(Request request)
      throws EventRefusedException, RegistryUnavailableException, RegistryConfigurationException {
    FetchedImage fetched = request.fetched;
    if (fetched != null) {
      return fetched.bytes();
    }
    ImageEvent event = events.read(request.value);
    request.eventId = event.getId();
    if (event.getImage() instanceof ImageReference reference) {
      claims.begin(request, reference);
      return null;
    }
    return claims.inline((ByteBuffer) event.getImage());
  }
}
