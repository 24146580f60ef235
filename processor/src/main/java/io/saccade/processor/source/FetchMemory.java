package io.saccade.processor.source;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory for what is fetched and not released yet; never more of it is held than there is.
 *
 * <p>Images grow while they come, and those that hold something must never all wait for more. So a
 * part of the memory is spare, enough for one image however large: whoever finds nothing left takes
 * it, one at a time, and is sure to come to its end. Thread-safe.
 */
final class FetchMemory {

  private static final int FIRST = 128 << 10;
  private static final int STEP = 4;

  private final int largest;
  private final long spare;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private long free;
  private boolean spareTaken;

  /**
   * Divides the memory.
   *
   * @param bytes of it; counts as what one image needs at least, where it is less
   */
  FetchMemory(long bytes, int largest) {
    this.largest = largest;
    long least = (long) largest + first();
    this.spare = Math.max(least, Math.min(bytes, largest + largest / STEP));
    this.free = Math.max(0, bytes - spare);
  }

  /** How large a buffer is at first, for an image of unknown size. */
  int first() {
    return Math.min(FIRST, largest);
  }

  /**
   * How large the next buffer is: so that the one after it, for the largest, has room beside it.
   */
  int next(int size) {
    long next = (long) size * STEP;
    return next + largest <= spare ? (int) next : largest;
  }

  /** A share of nothing yet. */
  Reservation reservation() {
    return new Reservation();
  }

  /** A share of the memory for one image. For one thread at a time. */
  final class Reservation {

    private long held;
    private boolean hasSpare;

    private Reservation() {}

    /**
     * Holds so many bytes in all, at least; waits for them.
     *
     * @return whether they became free in time
     */
    boolean grow(long bytes, long deadlineNanos) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (!take(bytes)) {
          long left = deadlineNanos - System.nanoTime();
          if (left <= 0) {
            return false;
          }
          long unused = freed.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
        return true;
      } finally {
        lock.unlock();
      }
    }

    /** Gives back what so many bytes do not need. */
    void shrink(long bytes) {
      lock.lock();
      try {
        if (hasSpare && free >= bytes) {
          giveSpare();
          free -= bytes;
          held = bytes;
        } else if (!hasSpare && bytes < held) {
          free += held - bytes;
          held = bytes;
        }
        freed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /** Hands the share on; running the answer gives it back. */
    Runnable handOn() {
      Reservation handed = new Reservation();
      handed.held = held;
      handed.hasSpare = hasSpare;
      held = 0;
      hasSpare = false;
      return handed::release;
    }

    /** Gives back what was not handed on. */
    void release() {
      lock.lock();
      try {
        if (hasSpare) {
          giveSpare();
        }
        free += held;
        held = 0;
        freed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private boolean take(long bytes) {
      if (hasSpare || bytes <= held) {
        return true;
      }
      if (free >= bytes - held) {
        free -= bytes - held;
        held = bytes;
        return true;
      }
      if (spareTaken) {
        return false;
      }
      spareTaken = true;
      hasSpare = true;
      free += held;
      held = 0;
      freed.signalAll();
      return true;
    }

    private void giveSpare() {
      spareTaken = false;
      hasSpare = false;
    }
  }
}
