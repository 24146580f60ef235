package io.saccade.bench.latency;

/** A schedule that comes to its end when it is told to. One thread follows it, any may stop it. */
final class StoppableSchedule implements Schedule {

  private final Schedule schedule;
  private final long endNanos;
  private volatile boolean stopped;

  /**
   * A schedule.
   *
   * @param endNanos after the start: what is due then is not sent any more
   */
  StoppableSchedule(Schedule schedule, long endNanos) {
    this.schedule = schedule;
    this.endNanos = endNanos;
  }

  @Override
  public long nextNanos() {
    return stopped ? endNanos : schedule.nextNanos();
  }

  void stop() {
    stopped = true;
  }
}
