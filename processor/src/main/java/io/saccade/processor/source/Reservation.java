package io.saccade.processor.source;

import java.util.concurrent.Semaphore;

/** A share of the memory for one image: shrinks as soon as its size is known. For one thread. */
final class Reservation {

  private static final int KIB = 1024;

  private final Semaphore memory;
  private int held;

  /** Takes over permits, of a KiB each, that were acquired already. */
  Reservation(Semaphore memory, int held) {
    this.memory = memory;
    this.held = held;
  }

  static int permits(int bytes) {
    return bytes / KIB + 1;
  }

  /** Gives back what so many bytes do not need. */
  void shrink(int bytes) {
    int needed = permits(bytes);
    if (needed < held) {
      memory.release(held - needed);
      held = needed;
    }
  }

  /** Hands the share on; running the answer gives it back. */
  Runnable handOn() {
    int handed = held;
    held = 0;
    return () -> memory.release(handed);
  }

  /** Gives back what was not handed on. */
  void release() {
    memory.release(held);
    held = 0;
  }
}
