package io.saccade.cli.faults;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what another process does, by asking again and again until a deadline. */
public final class Eventually {

  private static final long PACE_MILLIS = 15;

  private Eventually() {}

  /** The first answer that is not empty. What the probe throws ends the wait. */
  public static <T> T get(String what, Duration deadline, Callable<Optional<T>> probe)
      throws InterruptedException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          clock.scheduleWithFixedDelay(
              () -> ask(probe, answer), 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
      return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not within " + deadline + ": " + what, e);
    } catch (ExecutionException e) {
      throw new AssertionError("waiting for: " + what, e.getCause());
    } finally {
      clock.shutdownNow();
    }
  }

  /** Waits until it is so. */
  public static void holds(String what, Duration deadline, Callable<Boolean> condition)
      throws InterruptedException {
    Object unused =
        get(what, deadline, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  private static <T> void ask(Callable<Optional<T>> probe, CompletableFuture<T> answer) {
    try {
      probe.call().ifPresent(answer::complete);
    } catch (Exception | Error e) {
      answer.completeExceptionally(e);
    }
  }
}
