package io.saccade.bench.latency;

import io.saccade.cli.console.CommandFailedException;

/**
 * Sends events when they are due, whatever became of those before. One that is late, because the
 * machine was busy or the one before took long to send, is sent at once, and carries the time at
 * which it was due: from there its latency counts.
 */
final class OpenLoop {

  private final WaitingClock clock;
  private final Schedule schedule;

  /** Takes one event. */
  interface Sink {

    /**
     * Sends an event without waiting for its answer.
     *
     * @param number from 0
     * @param dueNanos when it was to be sent
     * @param nowNanos when it is sent; the difference is how late the load itself is
     */
    void send(long number, long dueNanos, long nowNanos) throws CommandFailedException;
  }

  OpenLoop(WaitingClock clock, Schedule schedule) {
    this.clock = clock;
    this.schedule = schedule;
  }

  /**
   * Sends what is due from the start until the end.
   *
   * @return how many events were sent
   */
  long run(long startNanos, long endNanos, Sink sink)
      throws CommandFailedException, InterruptedException {
    long number = 0;
    for (long due = startNanos + schedule.nextNanos();
        due - endNanos < 0;
        due = startNanos + schedule.nextNanos()) {
      clock.await(due);
      sink.send(number++, due, clock.nanos());
    }
    return number;
  }
}
