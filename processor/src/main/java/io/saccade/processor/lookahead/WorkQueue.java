package io.saccade.processor.lookahead;

import io.saccade.processor.batch.Batch;
import io.saccade.processor.batch.Batcher;
import io.saccade.processor.batch.Place;
import io.saccade.processor.serving.BatchTensors;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the workers do next. One lock guards it and the batcher.
 *
 * <p>A worker runs a batch that is ready before it decodes another image, so that results flow and
 * batches come back; it decodes as long as there is anything to decode, so that batches fill; and
 * it closes the open batches when nothing is left to decode, so that no image waits while a worker
 * is idle. Requests are decoded in the order in which they came.
 */
final class WorkQueue {

  /** One piece of work. */
  sealed interface Task {

    record Decode(Request request) implements Task {}

    /** Write the image that a place was claimed for. */
    record Write(Place<BatchTensors, Request> place) implements Task {}

    record Run(Batch<BatchTensors, Request> batch) implements Task {}
  }

  private record Postponed(Request request, long untilNanos) {}

  private final ReentrantLock lock = new ReentrantLock();
  // Two conditions, so that a signal never wakes a worker that cannot use what it announces.
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Batcher<BatchTensors, Request> batcher = new Batcher<>();
  private final Deque<Request> waiting = new ArrayDeque<>();
  private final PriorityQueue<Postponed> postponed =
      new PriorityQueue<>(Comparator.comparingLong(Postponed::untilNanos));
  private boolean closed;

  void add(Request request) {
    lock.lock();
    try {
      waiting.add(request);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Queues a request again at a later time. */
  void postpone(Request request, long delayNanos) {
    lock.lock();
    try {
      postponed.add(new Postponed(request, System.nanoTime() + delayNanos));
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next task; waits for one. Null once the queue is closed. */
  @Nullable Task next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        Task task = poll();
        if (task != null) {
          return task;
        }
        awaitWork();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Claims a place for a decoded image. Where every batch is in use, the answer is a batch to run
   * first; ask again afterwards.
   *
   * @return {@link Task.Write} or {@link Task.Run}, or null once the queue is closed
   */
  @Nullable Task claim(Request request) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        Place<BatchTensors, Request> place =
            request.isAlone()
                ? batcher.claimAlone(request.model, request)
                : batcher.claim(request.model, request);
        if (place != null) {
          return new Task.Write(place);
        }
        Batch<BatchTensors, Request> batch = batcher.poll();
        if (batch != null) {
          return new Task.Run(batch);
        }
        room.await();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  void fill(Place<BatchTensors, Request> place) {
    lock.lock();
    try {
      batcher.fill(place);
      signalIfReady();
    } finally {
      lock.unlock();
    }
  }

  void giveUp(Place<BatchTensors, Request> place) {
    lock.lock();
    try {
      batcher.giveUp(place);
      signalIfReady();
    } finally {
      lock.unlock();
    }
  }

  void recycle(Batch<BatchTensors, Request> batch) {
    lock.lock();
    try {
      batcher.recycle(batch);
      room.signalAll(); // A batch that came back has room for many.
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Task poll() {
    Batch<BatchTensors, Request> batch = batcher.poll();
    if (batch != null) {
      return new Task.Run(batch);
    }
    moveDue();
    Request request = waiting.poll();
    if (request != null) {
      return new Task.Decode(request);
    }
    batcher.closeOpen();
    batch = batcher.poll();
    signalIfReady(); // There may be one of each version.
    return batch == null ? null : new Task.Run(batch);
  }

  private void moveDue() {
    long now = System.nanoTime();
    for (Postponed next = postponed.peek();
        next != null && next.untilNanos() - now <= 0;
        next = postponed.peek()) {
      postponed.remove();
      waiting.add(next.request());
    }
  }

  @SuppressWarnings("WaitNotInLoop") // The loop is in next().
  private void awaitWork() throws InterruptedException {
    Postponed next = postponed.peek();
    if (next == null) {
      work.await();
    } else {
      long unused = work.awaitNanos(next.untilNanos() - System.nanoTime());
    }
  }

  private void signalIfReady() {
    if (batcher.hasReady()) {
      room.signal();
      work.signal();
    }
  }
}
