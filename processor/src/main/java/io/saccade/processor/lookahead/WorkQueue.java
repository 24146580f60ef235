package io.saccade.processor.lookahead;

import io.saccade.processor.batch.Batch;
import io.saccade.processor.batch.Batcher;
import io.saccade.processor.batch.Place;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the workers do next. One lock guards it and the batcher.
 *
 * <p>A worker that may do both runs a batch that is due before it decodes another image, so that
 * results flow and batches come back; it decodes as long as there is anything to decode, so that
 * batches fill; and no image waits for company while a worker is idle, but for as long as the
 * model's patience allows. Requests are decoded in the order in which they came.
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
  // A signal must never wake a worker that cannot use what it announces.
  private final Condition toRun = lock.newCondition();
  private final Condition toDecode;
  private final Condition room = lock.newCondition();
  private final Batcher<BatchTensors, Request> batcher;
  private final Deque<Request> waiting = new ArrayDeque<>();
  private final Set<Request> decoding = Collections.newSetFromMap(new IdentityHashMap<>());
  private final PriorityQueue<Postponed> postponed =
      new PriorityQueue<>(Comparator.comparingLong(Postponed::untilNanos));
  private boolean closed;

  WorkQueue(LanePlan plan) {
    this.batcher = new Batcher<>(plan.lanes());
    this.toDecode = plan.decoders() == 0 ? toRun : lock.newCondition();
  }

  void add(Request request) {
    lock.lock();
    try {
      batcher.arrived(request.submittedNanos);
      waiting.add(request);
      toDecode.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Queues a request again at a later time. */
  void postpone(Request request, long delayNanos) {
    lock.lock();
    try {
      decoding.remove(request);
      postponed.add(new Postponed(request, System.nanoTime() + delayNanos));
      toDecode.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next task for a worker; waits for one. Null once the queue is closed. */
  @Nullable Task next(Duty duty) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        Task task = poll(duty);
        if (task != null) {
          return task;
        }
        awaitWork(duty);
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Claims a place for a decoded image. Where every batch is in use, the answer is a batch to run
   * first, if the worker may; ask again afterwards.
   *
   * @return {@link Task.Write} or {@link Task.Run}, or null once the queue is closed
   */
  @Nullable Task claim(Duty duty, Request request) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        Place<BatchTensors, Request> place = place(request);
        if (place != null) {
          decoding.remove(request);
          return new Task.Write(place);
        }
        Batch<BatchTensors, Request> batch = duty.runs() ? batcher.pollReady() : null;
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

  /** Says that an image needs no place: it was refused, or its worker was given up. */
  void leave(Request request) {
    lock.lock();
    try {
      if (decoding.remove(request)) {
        signalWork();
      }
    } finally {
      lock.unlock();
    }
  }

  void fill(Place<BatchTensors, Request> place) {
    lock.lock();
    try {
      batcher.fill(place);
      signalWork();
    } finally {
      lock.unlock();
    }
  }

  void giveUp(Place<BatchTensors, Request> place) {
    lock.lock();
    try {
      batcher.giveUp(place);
      signalWork();
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
      toRun.signalAll();
      toDecode.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Task poll(Duty duty) {
    long now = System.nanoTime();
    Batch<BatchTensors, Request> batch =
        switch (duty) {
          case BOTH -> batcher.poll(ahead(), now);
          case RUN -> batcher.pollEagerly(ahead(), now);
          case DECODE -> null;
        };
    if (batch != null) {
      signalWork(); // There may be one of each version.
      return new Task.Run(batch);
    }
    if (duty.decodes()) {
      moveDue(now);
      Request request = waiting.poll();
      if (request != null) {
        decoding.add(request);
        return new Task.Decode(request);
      }
    }
    return null;
  }

  private @Nullable Place<BatchTensors, Request> place(Request request) {
    return request.isAlone()
        ? batcher.claimAlone(request.model, request, request.submittedNanos)
        : batcher.claim(request.model, request, request.submittedNanos, ahead() - 1);
  }

  /** How many images have no place in a batch yet. */
  private int ahead() {
    return waiting.size() + decoding.size();
  }

  private void moveDue(long now) {
    for (Postponed next = postponed.peek();
        next != null && next.untilNanos() - now <= 0;
        next = postponed.peek()) {
      postponed.remove();
      waiting.add(next.request());
    }
  }

  @SuppressWarnings("WaitNotInLoop") // The loop is in next().
  private void awaitWork(Duty duty) throws InterruptedException {
    Condition condition = duty.runs() ? toRun : toDecode;
    long now = System.nanoTime();
    Long due = duty.runs() && ahead() == 0 ? batcher.nextDueNanos(now) : null;
    Postponed next = duty.decodes() ? postponed.peek() : null;
    if (next != null && (due == null || next.untilNanos() - due < 0)) {
      due = next.untilNanos();
    }
    if (due == null) {
      condition.await();
    } else {
      long unused = condition.awaitNanos(due - now);
    }
  }

  private void signalWork() {
    if (batcher.hasWork()) {
      room.signal();
      toRun.signal();
    }
  }
}
