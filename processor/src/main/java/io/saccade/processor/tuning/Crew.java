package io.saccade.processor.tuning;

import java.util.ArrayList;
import java.util.List;

/** Threads that are waited for to the last, because freeing what native code reads is a crash. */
final class Crew {

  private final List<Thread> threads = new ArrayList<>();

  void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /**
   * Waits until all have come to their end.
   *
   * @param end tells them to end; called where the waiting is interrupted
   * @throws InterruptedException then, but not before they have ended
   */
  void join(Runnable end) throws InterruptedException {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          end.run();
        }
      }
    }
    if (interrupted) {
      throw new InterruptedException();
    }
  }
}
