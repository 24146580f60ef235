package io.saccade.processor.lookahead;

import io.saccade.model.ErrorCode;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelSlot;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Prediction;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Starts inference on records as they are polled, and gives the topology each result when it
 * reaches the record.
 *
 * <p>The invariant: a result is taken by the very record that it belongs to, synchronously, so that
 * Kafka Streams commits no offset whose prediction it has not been handed. Whatever is pending here
 * may be lost at any time without losing anything but work.
 *
 * <p>{@link #ahead} is called by stream threads while they poll, {@link #take} while they process;
 * both are safe for any number of threads.
 */
public final class LookAhead implements AutoCloseable {

  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final LookAheadSettings settings;
  private final ModelSlot slot;
  private final LookAheadCounters counters = new LookAheadCounters();
  private final ConcurrentMap<Coordinates, Request> pending = new ConcurrentHashMap<>();
  private final WorkQueue queue = new WorkQueue();
  private final WorkerPool workers;
  private volatile boolean closed;

  /** Starts the workers. The slot, the reader and the writer must outlive the engine. */
  public LookAhead(
      LookAheadSettings settings,
      ModelSlot slot,
      AvroReader<ImageEvent> events,
      AvroWriter<Prediction> predictions) {
    this.settings = settings;
    this.slot = slot;
    EventReader reader = new EventReader(events);
    BatchRunner runner =
        new BatchRunner(new PredictionWriter(predictions, settings.topLabels()), counters);
    this.workers = new WorkerPool(settings.workers(), () -> new Worker(queue, reader, runner));
  }

  /** The topic whose records are looked ahead. */
  public String topic() {
    return settings.topic();
  }

  /** Starts work on a record that was polled, unless it is under way. Never blocks. */
  public void ahead(Coordinates coordinates, byte @Nullable [] value) {
    if (!pending.containsKey(coordinates)) {
      submit(coordinates, value);
    }
  }

  /**
   * Waits for the outcome of a record and forgets it. A record that was not looked ahead is worked
   * on now.
   */
  public Outcome take(Coordinates coordinates, byte @Nullable [] value) {
    Request request = pending.get(coordinates);
    if (request == null) {
      counters.misses.increment();
      request = submit(coordinates, value);
    } else {
      counters.hits.increment();
    }
    Outcome outcome = await(request);
    while (outcome == null) {
      // Evicted under us, by a task of the same partition that closed late: start again.
      request = submit(coordinates, value);
      outcome = await(request);
    }
    pending.remove(coordinates, request);
    return outcome;
  }

  /** Throws away what is pending of a partition that went elsewhere. */
  public void evict(String topic, int partition) {
    pending
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone =
                  entry.getKey().partition() == partition && entry.getKey().topic().equals(topic);
              if (gone) {
                entry.getValue().cancel();
                counters.evicted.increment();
              }
              return gone;
            });
  }

  public LookAheadStats stats() {
    return counters.snapshot(pending.size());
  }

  /** Ends the workers; waits for what they are doing. What is pending gets no outcome. */
  @Override
  public void close() {
    closed = true;
    queue.close();
    workers.close();
    pending.values().forEach(Request::cancel);
    pending.clear();
  }

  private Request submit(Coordinates coordinates, byte @Nullable [] value) {
    LoadedModel model = slot.serving();
    Request request = new Request(coordinates, value, model, System.nanoTime());
    Request earlier = pending.putIfAbsent(coordinates, request);
    if (earlier != null) {
      return earlier;
    }
    queue.add(request);
    return request;
  }

  /** The outcome, or null if the request was cancelled. */
  private @Nullable Outcome await(Request request) {
    while (true) {
      try {
        return request.outcome.get(CHECK_NANOS, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        failIfOverdue(request);
      } catch (CancellationException e) {
        return closed ? new Outcome.Broken(e) : null;
      } catch (ExecutionException e) {
        return new Outcome.Broken(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Outcome.Broken(e);
      }
    }
  }

  private void failIfOverdue(Request request) {
    Request.Progress progress = request.progress();
    long nanos = System.nanoTime() - progress.sinceNanos();
    if (!progress.stage().isWork() || nanos < settings.deadline().toNanos()) {
      return;
    }
    ErrorCode code =
        progress.stage() == Request.Stage.DECODING
            ? ErrorCode.IMAGE_TIMEOUT
            : ErrorCode.MODEL_FAILED;
    request.fail(code, "not done within the deadline of " + settings.deadline());
    if (progress.worker() != null && workers.replace(progress.worker())) {
      counters.stuckWorkers.increment();
    }
  }
}
