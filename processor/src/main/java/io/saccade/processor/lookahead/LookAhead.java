package io.saccade.processor.lookahead;

import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.ModelSlot;
import io.saccade.processor.serving.Route;
import io.saccade.processor.serving.Routes;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Prediction;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Starts inference on records as they are polled, and gives the topology each result when it
 * reaches the record.
 *
 * <p>The invariant: a result is taken by the very record that it belongs to, synchronously, so that
 * Kafka Streams commits no offset whose prediction it has not been handed. Whatever is pending here
 * may be lost at any time without losing anything but work.
 *
 * <p>A record's version is fixed when it is looked ahead, in offset order, so within a partition a
 * release is never followed by an older one. A record that comes late, behind ones that were looked
 * ahead before a swap, has those started again.
 *
 * <p>{@link #ahead} is called by stream threads while they poll, {@link #take} while they process;
 * both are safe for any number of threads.
 */
public final class LookAhead implements AutoCloseable {

  private final LookAheadSettings settings;
  private final ModelSlot slot;
  private final FirstOffsets firsts;
  private final EngineListener listener;
  private final LookAheadCounters counters = new LookAheadCounters();
  private final ConcurrentMap<Coordinates, Request> pending = new ConcurrentHashMap<>();
  private final WorkQueue queue;
  private final WorkerPool workers;
  private final Watchdog watchdog;
  private volatile @Nullable Throwable ended;

  /**
   * Who is told what goes on.
   *
   * @param firsts is told where releases begin to answer
   * @param engine is told how long things take
   */
  public record Listeners(FirstOffsetListener firsts, EngineListener engine) {

    /** Nobody is told anything. */
    public static Listeners none() {
      return new Listeners((release, at, tenure) -> {}, EngineListener.none());
    }
  }

  /**
   * Starts the workers: as many as the plan of the version that serves asks for, for as long as the
   * engine lives. The slot, the reader and the writer must outlive the engine.
   *
   * @param listeners are told what goes on
   */
  public LookAhead(
      LookAheadSettings settings,
      ModelSlot slot,
      AvroReader<ImageEvent> events,
      AvroWriter<Prediction> predictions,
      Listeners listeners) {
    this.settings = settings;
    this.slot = slot;
    this.listener = listeners.engine();
    this.firsts = new FirstOffsets(listeners.firsts(), Clock.systemUTC());
    LanePlan plan = slot.routes().primary().plan();
    this.queue = new WorkQueue(plan);
    EventReader reader = new EventReader(events);
    BatchRunner runner =
        new BatchRunner(
            new PredictionWriter(predictions, settings.topLabels()), counters, listener);
    AwakeClock clock = new AwakeClock(System.nanoTime());
    CrashJournal journal =
        settings.journal().map(CrashJournal::open).orElseGet(CrashJournal::forgetful);
    Worker.Tools tools =
        new Worker.Tools(
            queue,
            reader,
            runner,
            new ShadowRunner(queue),
            clock,
            listener,
            () -> new GuardedDecoder(journal, settings.deadline()));
    this.workers = new WorkerPool(plan, seat -> new Worker(seat, tools));
    this.watchdog =
        new Watchdog(
            new Watchdog.Charge(workers, queue, clock, counters, this::breakDown),
            settings.deadline());
  }

  /** The topic whose records are looked ahead. */
  public String topic() {
    return settings.topic();
  }

  /**
   * Starts work on a record that was polled, unless it is under way. Never blocks.
   *
   * @param key the record's key, or null; with a canary it decides which version answers
   */
  public void ahead(Coordinates coordinates, byte @Nullable [] key, byte @Nullable [] value) {
    ahead(coordinates, key, value, null);
  }

  /** The same for a record of a poll. */
  void ahead(
      Coordinates coordinates,
      byte @Nullable [] key,
      byte @Nullable [] value,
      @Nullable Poll poll) {
    if (!pending.containsKey(coordinates)) {
      submit(coordinates, key, value, poll);
    }
  }

  /**
   * Counts a record off the poll that brought it, before it is taken; says whether a commit is to
   * follow it, by the {@link CommitRule}. No for a record that was not looked ahead.
   */
  public boolean endsInCommit(Coordinates coordinates) {
    Request request = pending.get(coordinates);
    Poll poll = request == null ? null : request.poll;
    return poll != null && poll.countOff(settings.commits(), System.nanoTime());
  }

  /**
   * Waits for the outcome of a record and forgets it. A record that was not looked ahead is worked
   * on now.
   *
   * @param key as in {@link #ahead}
   */
  public Outcome take(Coordinates coordinates, byte @Nullable [] key, byte @Nullable [] value) {
    Request request = pending.get(coordinates);
    if (request == null) {
      counters.misses.increment();
      request = submitLate(coordinates, key, value);
    } else {
      counters.hits.increment();
    }
    try {
      while (request != null) {
        Outcome outcome = await(request);
        if (outcome != null) {
          listener.taken(request.model.version(), System.nanoTime() - request.submittedNanos);
          return outcome;
        }
        // Evicted under us, by a task of the same partition that closed late: start again.
        request = submitLate(coordinates, key, value);
      }
      return new Outcome.Broken(new IllegalStateException("the engine was stopped"));
    } finally {
      if (request != null) {
        pending.remove(coordinates, request);
      }
    }
  }

  /** Throws away what is pending of a partition that went elsewhere. */
  public void evict(String topic, int partition) {
    firsts.forget(partition);
    giveUp(request -> request.isOf(topic, partition));
  }

  /** The share of lanes that decode or run, from 0 to 1. */
  public double busyShare() {
    return workers.busyLanes() / (double) workers.lanes();
  }

  public LookAheadStats stats() {
    return counters.snapshot(pending.size(), workers.lanes(), workers.busyLanes());
  }

  /**
   * Ends the workers; waits for what they are doing. Whoever still waits for an outcome is told
   * that there will be none.
   */
  @Override
  public void close() {
    end(new IllegalStateException("the engine was stopped"));
    watchdog.close();
    queue.close();
    workers.close();
  }

  /** The model cannot go on: no event is failed for that, the process has to be started anew. */
  private void breakDown(Throwable cause) {
    end(cause);
  }

  private void end(Throwable cause) {
    ended = cause;
    pending.values().forEach(Request::cancel);
  }

  private void giveUp(Predicate<Request> which) {
    for (Request request : pending.values()) {
      if (which.test(request) && pending.remove(request.coordinates, request)) {
        request.cancel();
        counters.evicted.increment();
      }
    }
  }

  /**
   * Submits a record behind ones that may have been looked ahead already. Those that were under
   * other routes are started again when they are reached, so that the partition never goes back.
   */
  private @Nullable Request submitLate(
      Coordinates at, byte @Nullable [] key, byte @Nullable [] value) {
    Request late = submit(at, key, value, null);
    if (late != null) {
      Routes routes = late.route.routes();
      giveUp(
          request ->
              request.isOf(at.topic(), at.partition())
                  && request.coordinates.offset() > at.offset()
                  && request.route.routes() != routes);
    }
    return late;
  }

  /** The request for a record, with a lease on its version; null once the slot is closed. */
  private @Nullable Request submit(
      Coordinates coordinates,
      byte @Nullable [] key,
      byte @Nullable [] value,
      @Nullable Poll poll) {
    Route route = slot.lease(key, coordinates.partition(), coordinates.offset());
    if (route == null) {
      return null;
    }
    Request request = new Request(coordinates, value, route, poll, System.nanoTime());
    Request earlier = pending.putIfAbsent(coordinates, request);
    if (earlier != null) {
      request.release();
      return earlier;
    }
    queue.add(request);
    if (ended != null) {
      request.cancel(); // Nobody may come to work on it.
    }
    firsts.submitted(
        route.routes().release(), coordinates, poll == null ? Tenure.UNKNOWN : poll.generation());
    return request;
  }

  /** The outcome, or null if the request was cancelled while the engine goes on. */
  private @Nullable Outcome await(Request request) {
    try {
      return request.outcome.get();
    } catch (CancellationException e) {
      Throwable cause = ended;
      return cause == null ? null : new Outcome.Broken(cause);
    } catch (ExecutionException e) {
      return new Outcome.Broken(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Broken(e);
    }
  }
}
