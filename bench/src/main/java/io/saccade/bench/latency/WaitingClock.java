package io.saccade.bench.latency;

import java.util.concurrent.locks.LockSupport;

/** A clock that one can wait by. */
interface WaitingClock {

  /** Now, in nanoseconds from some origin. */
  long nanos();

  /** Waits until then; returns at once where that is past. */
  void await(long untilNanos) throws InterruptedException;

  /** The machine's own. It does not spin: the system under load needs every core. */
  static WaitingClock ofMachine() {
    return new WaitingClock() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void await(long untilNanos) throws InterruptedException {
        for (long left = untilNanos - nanos(); left > 0; left = untilNanos - nanos()) {
          if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for the next event");
          }
          LockSupport.parkNanos(left);
        }
      }
    };
  }
}
