package io.saccade.processor.serving;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a version that nobody knows yet, on a thread of its own, so that one which does not end
 * costs the gate no more than a bounded time: it is told to end, and where it does not even do
 * that, because it never leaves one operator, it is left to itself. Its memory is freed when it
 * comes back.
 */
public final class TrialRuns implements AutoCloseable {

  /** A version's first run may search for algorithms, and touches all of its memory. */
  private static final int FIRST_RUN = 3;

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final int TIMES_TOLD = 10;
  private static final long BETWEEN_MILLIS = 200;

  private final LoadedModel model;
  private final BatchTensors tensors;
  private final Duration most;
  private final ExecutorService thread;
  private boolean abandoned;

  /**
   * Takes a batch of a version that was just loaded.
   *
   * @param longestRun how long a run may take once the version is warm
   */
  TrialRuns(LoadedModel model, Duration longestRun) {
    this.model = model;
    this.tensors = model.borrowFirst();
    this.most = most(longestRun);
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, "saccade-gate");
              made.setDaemon(true);
              return made;
            });
  }

  /** How long any run is waited for, where a warm one may take so long. */
  public static Duration most(Duration longestRun) {
    return longestRun.multipliedBy(FIRST_RUN).plus(LEAST);
  }

  /** The batch that is run. */
  BatchTensors tensors() {
    return tensors;
  }

  /**
   * Runs the first rows, and waits for the end.
   *
   * @throws BundleRefusedException {@code MODEL_LATENCY} if it does not come in time, or what the
   *     failure of the run amounts to
   */
  void run(int lane, int count) throws BundleRefusedException {
    Future<?> run =
        thread.submit(
            () -> {
              tensors.run(lane, 0, count);
              return null;
            });
    if (endsWithin(run, most.toMillis())) {
      return;
    }
    boolean ended = false;
    for (int told = 0; told < TIMES_TOLD && !ended; told++) {
      tensors.terminate();
      ended = endedWithin(run, BETWEEN_MILLIS);
    }
    abandoned = !ended;
    throw new BundleRefusedException(
        RefusalCode.MODEL_LATENCY,
        "a batch of %d did not end on %s within %d ms and was %s; serve a smaller model"
            .formatted(
                count,
                model.device(lane),
                most.toMillis(),
                ended ? "stopped" : "left to itself, because it does not stop"));
  }

  /** Gives the batch back, at once or when what runs comes back. */
  @Override
  public void close() {
    if (abandoned) {
      thread.execute(() -> model.giveBack(tensors));
    } else {
      model.giveBack(tensors);
    }
    thread.shutdown();
  }

  /** Waits for a run that was told to end, however it ends. */
  private static boolean endedWithin(Future<?> run, long millis) {
    try {
      return endsWithin(run, millis);
    } catch (BundleRefusedException e) {
      return true; // It failed because it was told to.
    }
  }

  /**
   * Whether a run ends in time. An interruption waits until then: what native code reads must not
   * be freed, and the time is bounded.
   */
  private static boolean endsWithin(Future<?> run, long millis) throws BundleRefusedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          run.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
          return true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          return false;
        }
      }
    } catch (ExecutionException e) {
      throw refused(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static BundleRefusedException refused(ExecutionException e) {
    if (e.getCause() instanceof ModelFailedException failed) {
      return new BundleRefusedException(failed.code(), failed.getMessage() + "", failed);
    }
    if (e.getCause() instanceof OutOfMemoryError error) {
      return new BundleRefusedException(
          RefusalCode.MODEL_MEMORY, "there is no memory to run a batch: " + error, error);
    }
    throw new IllegalStateException("a run that nobody foresaw", e.getCause());
  }
}
