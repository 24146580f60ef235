package io.saccade.cli.releases;

import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.EventLoad;
import io.saccade.cli.faults.Stage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Publishes events as long as it is open, so that there is always a backlog, and never a long one.
 */
final class Traffic implements AutoCloseable {

  private static final long PACE_MILLIS = 20;
  private static final Duration STOP = Duration.ofSeconds(60);

  private final BrokerView broker;
  private final int backlog;
  private final EventLoad load;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Boolean> failed = new CompletableFuture<>();
  private final LongAdder published = new LongAdder();

  private Traffic(BrokerView broker, EventLoad load, int backlog) {
    this.broker = broker;
    this.load = load;
    this.backlog = backlog;
  }

  /**
   * Starts to publish.
   *
   * @param backlog how many events there are to be, at most twice as many
   */
  static Traffic start(Stage stage, BrokerView broker, long seed, int backlog) throws Exception {
    Traffic traffic = new Traffic(broker, new EventLoad(stage, seed), backlog);
    var unused =
        traffic.clock.scheduleWithFixedDelay(
            traffic::publish, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
    return traffic;
  }

  /** Stops, and says how many events there were. */
  long stop() throws InterruptedException {
    clock.shutdown();
    if (!clock.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the load does not end");
    }
    boolean unused = failed.getNow(false);
    return published.sum();
  }

  private void publish() {
    try {
      if (broker.lag() < backlog) {
        load.publish(backlog);
        published.add(backlog);
      }
    } catch (Exception | Error e) {
      failed.completeExceptionally(e);
      clock.shutdown();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      boolean unused = clock.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    load.close();
  }
}
