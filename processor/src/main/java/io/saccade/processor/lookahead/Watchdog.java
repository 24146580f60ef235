package io.saccade.processor.lookahead;

import io.saccade.model.ErrorCode;
import io.saccade.processor.batch.Batch;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.ModelFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends what is stuck in native code. It looks at every worker, whoever waits for it: a worker that
 * is stuck on one record must not hold up another.
 *
 * <p>An attempt may take half of a record's deadline. An image that is not decoded by then is
 * failed. Of a batch that is not run by then nobody knows the culprit, so each of its images is
 * tried once more in a batch of its own, and the one that is stuck again is failed.
 */
final class Watchdog implements AutoCloseable {

  private static final long TICK_MILLIS = 100;

  private final WorkerPool workers;
  private final WorkQueue queue;
  private final AwakeClock clock;
  private final LookAheadCounters counters;
  private final Duration attempt;
  private final Consumer<Throwable> breakdown;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "saccade-watchdog");

  /** What the watchdog needs to know, and whom to tell when the model cannot go on. */
  record Charge(
      WorkerPool workers,
      WorkQueue queue,
      AwakeClock clock,
      LookAheadCounters counters,
      Consumer<Throwable> breakdown) {}

  Watchdog(Charge charge, Duration deadline) {
    this.workers = charge.workers();
    this.queue = charge.queue();
    this.clock = charge.clock();
    this.counters = charge.counters();
    this.breakdown = charge.breakdown();
    this.attempt = deadline.dividedBy(2);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void watch() {
    try {
      while (!closed.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        clock.tick(System.nanoTime());
        sweep();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    for (Worker worker : workers.active()) {
      Worker.Activity activity = worker.activity();
      if (activity != null
          && clock.nanos() - activity.sinceNanos() > attempt.toNanos()
          && workers.replace(worker)) {
        counters.stuckWorkers.increment();
        end(activity);
      }
    }
  }

  private void end(Worker.Activity activity) {
    Request decoding = activity.decoding();
    if (decoding != null) {
      queue.leave(decoding);
      decoding.fail(ErrorCode.IMAGE_TIMEOUT, "the image was not decoded within " + attempt);
    }
    Batch<BatchTensors, Request> running = activity.running();
    if (running != null) {
      List<Request> stuck = running.items().stream().filter(Objects::nonNull).toList();
      replaceBatch(stuck);
      stuck.forEach(this::tryAloneOrFail);
    }
  }

  private void tryAloneOrFail(Request request) {
    if (request.isAlone()) {
      request.fail(ErrorCode.MODEL_FAILED, "the model was not done within " + attempt);
    } else if (!request.isSettled() && request.renew()) {
      request.runAlone();
      queue.add(request);
    }
  }

  private void replaceBatch(List<Request> stuck) {
    if (stuck.isEmpty()) {
      return;
    }
    try {
      stuck.get(0).model.replaceStuckBatch();
    } catch (ModelFailedException e) {
      breakdown.accept(e);
    }
  }
}
