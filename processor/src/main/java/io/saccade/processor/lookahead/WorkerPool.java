package io.saccade.processor.lookahead;

import io.saccade.processor.serving.LanePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The engine's threads. A worker that is stuck in native code is given up and replaced. */
final class WorkerPool implements AutoCloseable {

  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Function<Seat, Worker> factory;
  private final Map<Worker, Thread> active = new HashMap<>();
  private final List<Thread> abandoned = new ArrayList<>();

  WorkerPool(LanePlan plan, Function<Seat, Worker> factory) {
    this.factory = factory;
    Seat.of(plan).forEach(this::start);
  }

  /** Those at work, given up ones not included. */
  synchronized List<Worker> active() {
    return List.copyOf(active.keySet());
  }

  /** How many run batches, whatever else they do. */
  synchronized int lanes() {
    return (int) active.keySet().stream().filter(worker -> worker.seat().duty().runs()).count();
  }

  /** How many of those are in native code now. */
  synchronized int busyLanes() {
    return (int)
        active.keySet().stream()
            .filter(worker -> worker.seat().duty().runs() && worker.activity() != null)
            .count();
  }

  /** Replaces a worker; false if it was given up already. */
  synchronized boolean replace(Worker stuck) {
    Thread thread = active.remove(stuck);
    if (thread == null) {
      return false;
    }
    stuck.abandon();
    abandoned.add(thread);
    start(stuck.seat());
    return true;
  }

  /** Waits for all threads, given up ones included, ten seconds altogether. */
  @Override
  public void close() {
    List<Thread> threads;
    synchronized (this) {
      threads = new ArrayList<>(active.values());
      threads.addAll(abandoned);
    }
    long deadline = System.nanoTime() + STOP_NANOS;
    try {
      for (Thread thread : threads) {
        long left = deadline - System.nanoTime();
        if (left > 0) {
          TimeUnit.NANOSECONDS.timedJoin(thread, left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void start(Seat seat) {
    Worker worker = factory.apply(seat);
    Thread thread = new Thread(worker, seat.threadName());
    thread.setDaemon(true);
    active.put(worker, thread);
    thread.start();
  }
}
