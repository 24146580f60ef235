package io.saccade.processor.lookahead;

import io.saccade.processor.batch.Batch;
import io.saccade.processor.batch.Batcher;
import io.saccade.processor.batch.Place;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
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
 *
 * <p>Whoever adds a request hands over a lease on its version with it. Each lease is given up once,
 * here: when the request leaves without a place, when its batch has come back, or when the queue
 * closes before either.
 */
final class WorkQueue {

  private final int lanes;
  private final ReentrantLock lock = new ReentrantLock();
  // A signal must never wake a worker that cannot use what it announces.
  private final Condition toRun = lock.newCondition();
  private final Condition toDecode;
  private final Condition room = lock.newCondition();
  private final Batcher<BatchTensors, Request> batcher;
  private final Deque<Request> waiting = new ArrayDeque<>();
  private final Set<Request> decoding = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Postponed postponed = new Postponed();
  private int idleLanes;
  private boolean closed;

  WorkQueue(LanePlan plan) {
    this.lanes = plan.lanes();
    this.batcher = new Batcher<>(plan.lanes());
    this.toDecode = plan.decoders() == 0 ? toRun : lock.newCondition();
  }

  void add(Request request) {
    lock.lock();
    try {
      if (closed) {
        request.release();
        return;
      }
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
      if (closed) {
        return; // It is left like any other that needs no place.
      }
      decoding.remove(request);
      postponed.add(request, System.nanoTime() + delayNanos);
      toDecode.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Lets a request go with its lease; {@link #add} brings it back. */
  boolean handOver(Request request) {
    lock.lock();
    try {
      return decoding.remove(request);
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
   * @return {@link Task.Write} or {@link Task.Run}, or null if there is no place for it: the queue
   *     is closed, or the request was taken from a worker that was stuck on it
   */
  @Nullable Task claim(Duty duty, Request request) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && decoding.contains(request)) {
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

  /** Says that an image needs no place: it was refused, its worker was given up, or it has one. */
  void leave(Request request) {
    lock.lock();
    try {
      if (decoding.remove(request)) {
        request.release();
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
      signalOrDrain();
    } finally {
      lock.unlock();
    }
  }

  void giveUp(Place<BatchTensors, Request> place, Request request) {
    lock.lock();
    try {
      batcher.giveUp(place);
      request.release();
      signalOrDrain();
    } finally {
      lock.unlock();
    }
  }

  void recycle(Batch<BatchTensors, Request> batch) {
    lock.lock();
    try {
      recycleAndRelease(batch);
      room.signalAll(); // A batch that came back has room for many.
    } finally {
      lock.unlock();
    }
  }

  /** Takes back tensors that were lent for something else than a batch of requests. */
  void giveBack(LoadedModel model, BatchTensors tensors) {
    lock.lock();
    try {
      model.giveBack(tensors);
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether a lane that has just run a batch has nothing else to do, and is not the last idle one;
   * where it is the only one, whether nothing at all is on its way.
   */
  boolean isSpare() {
    lock.lock();
    try {
      return waiting.isEmpty()
          && !batcher.hasWork()
          && !closed
          && (lanes == 1 ? decoding.isEmpty() : idleLanes > 0);
    } finally {
      lock.unlock();
    }
  }

  /** Lets the workers end. What has not been begun is given up. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.forEach(Request::release);
      waiting.clear();
      postponed.release();
      signalOrDrain();
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
      postponed.moveDue(now, waiting);
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

  @SuppressWarnings("WaitNotInLoop") // The loop is in next().
  private void awaitWork(Duty duty) throws InterruptedException {
    Condition condition = duty.runs() ? toRun : toDecode;
    long now = System.nanoTime();
    Long due = duty.runs() && ahead() == 0 ? batcher.nextDueNanos(now) : null;
    Long next = duty.decodes() ? postponed.nextNanos() : null;
    if (next != null && (due == null || next - due < 0)) {
      due = next;
    }
    int lane = duty.runs() ? 1 : 0;
    idleLanes += lane;
    try {
      if (due == null) {
        condition.await();
      } else {
        long unused = condition.awaitNanos(due - now);
      }
    } finally {
      idleLanes -= lane;
    }
  }

  private void recycleAndRelease(Batch<BatchTensors, Request> batch) {
    batcher.recycle(batch);
    Request.releaseAll(batch.items());
  }

  /** Once the queue is closed nobody runs what was filled. */
  private void signalOrDrain() {
    if (closed) {
      batcher.drain().forEach(this::recycleAndRelease);
    } else {
      signalWork();
    }
  }

  private void signalWork() {
    if (batcher.hasWork()) {
      room.signal();
      toRun.signal();
    }
  }
}
