package io.saccade.processor.source;

import java.io.IOException;
import java.io.InterruptedIOException;

/** One attempt at fetching an image: how long it may take, and how much memory. */
final class Attempt {

  private final FetchMemory memory;
  private final FetchMemory.Reservation reserved;
  private final int most;
  private final long giveUpNanos;
  private volatile long deadlineNanos;

  /**
   * Begins.
   *
   * @param most bytes of an image
   * @param job says until when
   */
  Attempt(FetchMemory memory, FetchMemory.Reservation reserved, int most, FetchJob job) {
    this.memory = memory;
    this.reserved = reserved;
    this.most = most;
    this.giveUpNanos = job.giveUpNanos;
    this.deadlineNanos = job.deadlineNanos;
  }

  int most() {
    return most;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  long leftNanos() {
    return deadlineNanos - System.nanoTime();
  }

  void requireTime() throws IOException {
    if (leftNanos() <= 0) {
      throw new InterruptedIOException("there was no time left");
    }
  }

  /** The size of the first buffer where nobody says how much comes. */
  int firstSize() {
    return memory.first();
  }

  /** The size of the buffer after one of this size. */
  int nextSize(int size) {
    return memory.next(size);
  }

  /** Waits for memory. That is no fault of the host: the deadline moves by as much. */
  void reserve(long bytes) throws FetchFailedException {
    long began = System.nanoTime();
    boolean has = false;
    try {
      has = reserved.grow(bytes, giveUpNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!has) {
      throw new FetchFailedException(
          "no memory became free for the image", FetchFailedException.Fault.OURS, null);
    }
    long moved = deadlineNanos + (System.nanoTime() - began);
    deadlineNanos = moved - giveUpNanos > 0 ? giveUpNanos : moved;
  }

  /** Gives back what so many bytes do not need. */
  void shrink(long bytes) {
    reserved.shrink(bytes);
  }
}
