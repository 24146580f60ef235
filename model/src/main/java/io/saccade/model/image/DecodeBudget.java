package io.saccade.model.image;

import java.util.concurrent.Semaphore;

/**
 * Bounds the native bytes of all the images that are decoded at one time. Whoever would exceed it
 * waits, first come, first served, so that a large image is not overtaken for ever. Thread-safe.
 */
public final class DecodeBudget {

  /** Permits are counted in these, because a semaphore counts in int. */
  private static final long UNIT_BYTES = 4096;

  private final int units;
  private final Semaphore free;

  /**
   * A budget of this many bytes, at least 4,096.
   *
   * @throws IllegalArgumentException if it is less
   */
  public DecodeBudget(long bytes) {
    if (bytes < UNIT_BYTES) {
      throw new IllegalArgumentException(
          "a decode budget must be at least %d bytes, but was %d".formatted(UNIT_BYTES, bytes));
    }
    units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT_BYTES);
    free = new Semaphore(units, true);
  }

  /** The bytes that may be taken at one time. */
  public long bytes() {
    return units * UNIT_BYTES;
  }

  /** The bytes that are taken now, in whole units. */
  public long taken() {
    return (units - free.availablePermits()) * UNIT_BYTES;
  }

  /**
   * Takes the budget of an image, waiting until there is as much. An image larger than the whole
   * budget takes all of it: it is then alone.
   *
   * @return what to give to {@link #release}
   */
  int acquire(long bytes) {
    int wanted = (int) Math.min(units, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
    free.acquireUninterruptibly(wanted);
    return wanted;
  }

  void release(int acquired) {
    free.release(acquired);
  }
}
