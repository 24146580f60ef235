package io.saccade.processor.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the figures once a second, on a thread of its own, and keeps the last quarter of an hour.
 */
final class Sampler implements AutoCloseable {

  /** What is kept. */
  static final Duration KEPT = Duration.ofMinutes(15);

  private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
  private static final double NANOS = 1e9;

  private final Supplier<Reading> figures;
  private final Consumer<Point> told;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Deque<Point> points = new ArrayDeque<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "saccade-dashboard");
            made.setDaemon(true);
            return made;
          });
  private Reading before;
  private long beforeNanos;

  /**
   * Reads once, and nothing more before {@link #start}.
   *
   * @param told is told of every second
   */
  Sampler(Supplier<Reading> figures, Consumer<Point> told, Clock clock, LongSupplier nanos) {
    this.figures = figures;
    this.told = told;
    this.clock = clock;
    this.nanos = nanos;
    this.before = figures.get();
    this.beforeNanos = nanos.getAsLong();
  }

  void start() {
    var unused = thread.scheduleAtFixedRate(this::sampleSafely, 1, 1, TimeUnit.SECONDS);
  }

  /** What is kept, the oldest first. */
  List<Point> points() {
    synchronized (points) {
      return List.copyOf(points);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** A figure that cannot be read must not end the others. */
  private void sampleSafely() {
    try {
      sample();
    } catch (RuntimeException e) {
      LOG.warn("the dashboard's figures could not be read", e);
    }
  }

  /** Takes in what has come since the time before. */
  void sample() {
    Reading now = figures.get();
    long nowNanos = nanos.getAsLong();
    double seconds = (nowNanos - beforeNanos) / NANOS;
    if (seconds <= 0) {
      return;
    }
    Point point = Point.between(before, now, seconds, clock.millis());
    before = now;
    beforeNanos = nowNanos;
    synchronized (points) {
      points.addLast(point);
      while (points.getFirst().t() < point.t() - KEPT.toMillis()) {
        points.removeFirst();
      }
    }
    told.accept(point);
  }
}
