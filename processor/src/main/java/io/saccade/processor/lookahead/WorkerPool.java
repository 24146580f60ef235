package io.saccade.processor.lookahead;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The engine's threads. A worker that is stuck in native code is given up and replaced. */
final class WorkerPool implements AutoCloseable {

  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final Supplier<Worker> factory;
  private final Map<Worker, Thread> threads = new HashMap<>();
  private int started;

  WorkerPool(int size, Supplier<Worker> factory) {
    this.factory = factory;
    for (int i = 0; i < size; i++) {
      start();
    }
  }

  /** Replaces a worker, once. */
  synchronized boolean replace(Worker stuck) {
    if (threads.remove(stuck) == null) {
      return false;
    }
    stuck.abandon();
    start();
    return true;
  }

  /** Waits for the workers to end what they are doing, each for at most ten seconds. */
  @Override
  public synchronized void close() {
    for (Thread thread : threads.values()) {
      try {
        thread.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    threads.clear();
  }

  private synchronized void start() {
    Worker worker = factory.get();
    Thread thread = new Thread(worker, "saccade-worker-" + started++);
    thread.setDaemon(true);
    threads.put(worker, thread);
    thread.start();
  }
}
