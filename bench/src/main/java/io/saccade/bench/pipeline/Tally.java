package io.saccade.bench.pipeline;

import io.saccade.cli.console.Progress;

/**
 * Counts the images of one measurement, from when work on the first of them starts until the last
 * is done. All that was begun in that time was ended in it: a rate taken between two moments of a
 * pipeline would count what was only waiting to be handed over at the first of them. Thread-safe.
 */
final class Tally {

  private final Clock clock;
  private final Progress progress;
  private boolean started;
  private long startNanos;
  private long startCpuNanos;
  private long done;
  private long doneNanos;
  private long doneCpuNanos;

  Tally(Clock clock, Progress progress) {
    this.clock = clock;
    this.progress = progress;
  }

  /** Work starts now, unless it has started before. */
  synchronized void start() {
    if (!started) {
      started = true;
      startNanos = clock.nanos();
      startCpuNanos = clock.cpuNanos();
    }
  }

  /** So many more are done now. */
  synchronized void add(int images) {
    if (!started) {
      throw new IllegalStateException("images were done before work on them started");
    }
    done += images;
    doneNanos = clock.nanos();
    doneCpuNanos = clock.cpuNanos();
    for (int i = 0; i < images; i++) {
      progress.step();
    }
  }

  /** How many are done by now. */
  synchronized long done() {
    return done;
  }

  /**
   * What an image cost.
   *
   * @throws IllegalStateException if no time has passed or nothing was done
   */
  synchronized Cost cost() {
    long nanos = doneNanos - startNanos;
    if (done == 0 || nanos <= 0) {
      throw new IllegalStateException(
          "a cost needs images and time, but there were %d in %d ns".formatted(done, nanos));
    }
    return new Cost(done * 1e9 / nanos, (doneCpuNanos - startCpuNanos) / 1e6 / done);
  }
}
