package io.saccade.processor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of Kafka Streams, from start to stop. Thread-safe. */
final class StreamsRun {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsRun.class);
  private static final long DEATHS_WITHIN_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final KafkaStreams streams;
  private final int maxDeaths;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Deque<Long> deaths = new ArrayDeque<>();
  private volatile @Nullable Throwable failure;

  /**
   * Prepares a run.
   *
   * @param threads how many stream threads there are: a fault of the brokers takes all of them
   */
  StreamsRun(KafkaStreams streams, int threads) {
    this.streams = streams;
    this.maxDeaths = 5 * threads;
    streams.setStateListener((next, previous) -> changed(next));
    streams.setUncaughtExceptionHandler(this::died);
  }

  void start() {
    streams.start();
  }

  /** Waits until partitions are assigned, or the run has stopped. */
  boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS)
        && streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Waits until the run has stopped. */
  void awaitStopped() throws InterruptedException {
    stopped.await();
  }

  /** Whether the stream threads work on their partitions. */
  boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Whether it has ended, on purpose or not. */
  boolean isOver() {
    return stopped.getCount() == 0;
  }

  /** How Kafka Streams calls what it does now. */
  String state() {
    return streams.state().name();
  }

  /** What ended the run, or null if it goes on or was stopped on purpose. */
  @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Commits, leaves the group and stops. A plain close would stay in the group, and the partitions
   * would lie idle for a session time-out.
   */
  void stop(Duration timeout) {
    boolean clean =
        streams.close(
            CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    if (!clean) {
      LOG.warn("stream threads did not stop within timeout={}", timeout);
    }
  }

  private void changed(KafkaStreams.State next) {
    LOG.info("streams state={}", next);
    switch (next) {
      case RUNNING -> running.countDown();
      case ERROR, NOT_RUNNING -> {
        running.countDown();
        stopped.countDown();
      }
      default -> {}
    }
  }

  /**
   * An exception here is a bug or a broker that is gone for long. The thread is replaced, so that a
   * passing fault heals itself; one that keeps coming back stops the process, loudly.
   */
  private synchronized StreamThreadExceptionResponse died(Throwable cause) {
    long now = System.nanoTime();
    deaths.add(now);
    while (now - deaths.element() > DEATHS_WITHIN_NANOS) {
      deaths.remove();
    }
    if (deaths.size() > maxDeaths) {
      LOG.error("a stream thread died once too often; stopping deaths={}", deaths.size(), cause);
      failure = cause;
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error("a stream thread died; replacing it deaths={}", deaths.size(), cause);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
