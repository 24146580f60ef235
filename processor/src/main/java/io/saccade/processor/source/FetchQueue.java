package io.saccade.processor.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is fetched next: the first in line whose host is well. No host has all threads, so that a
 * slow one does not hold up the others.
 */
final class FetchQueue {

  private static final long TICK_NANOS = 500_000_000L;
  private static final long BACKOFF_NANOS = 200_000_000L;
  private static final int MOST_DOUBLINGS = 5;

  private final SourceSettings settings;
  private final int perHost;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final List<FetchJob> waiting = new ArrayList<>();
  private final Map<String, Breaker> breakers = new HashMap<>();
  private boolean closed;

  FetchQueue(SourceSettings settings, int threads) {
    this.settings = settings;
    this.perHost = Math.max(1, threads * 3 / 4);
  }

  /** Adds a job; false once the queue is closed. */
  boolean add(FetchJob job) {
    lock.lock();
    try {
      if (!closed) {
        waiting.add(job);
        work.signal();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** The next to try; waits for one. Null once the queue is closed. */
  @Nullable FetchJob next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        long now = System.nanoTime();
        FetchJob job = poll(now);
        if (job != null) {
          return job;
        }
        if (waiting.isEmpty()) {
          work.await();
        } else {
          long unused = work.awaitNanos(Math.min(TICK_NANOS, nextDue(now) - now));
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Takes out those for which nobody waits any more, or not any longer. */
  List<FetchJob> sweep() {
    lock.lock();
    try {
      long now = System.nanoTime();
      List<FetchJob> over = new ArrayList<>();
      waiting.removeIf(job -> isOver(job, now) && over.add(job));
      return over;
    } finally {
      lock.unlock();
    }
  }

  /** The host has given, or said that it will never give, what was asked for. */
  void answered(FetchJob job) {
    lock.lock();
    try {
      breaker(job).ended(job);
      breaker(job).answered();
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The attempt ended without the host having a part in it. */
  void undecided(FetchJob job) {
    lock.lock();
    try {
      breaker(job).ended(job);
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What becomes of a job whose attempt failed. */
  enum Next {
    AGAIN,
    PAUSED,
    OVER
  }

  /** An attempt failed: the job waits for its host, is tried again, or is over. */
  Next failed(FetchJob job, FetchFailedException why) {
    lock.lock();
    try {
      long now = System.nanoTime();
      Breaker breaker = breaker(job);
      breaker.ended(job);
      job.failed(why.getMessage() + "", now);
      boolean unreachable = why.fault() == FetchFailedException.Fault.UNREACHABLE;
      boolean telling =
          unreachable
              || (why.fault() == FetchFailedException.Fault.THEIRS && !job.wasCutShort(now));
      boolean opened = telling && breaker.failed(job.target, unreachable, now);
      Next next = closed || isOver(job, now) ? Next.OVER : next(job, breaker, now);
      work.signalAll();
      return opened && next == Next.AGAIN ? Next.PAUSED : next;
    } finally {
      lock.unlock();
    }
  }

  /** How many hosts are out of order. */
  int pausing() {
    lock.lock();
    try {
      return (int) breakers.values().stream().filter(Breaker::isOpen).count();
    } finally {
      lock.unlock();
    }
  }

  /** Lets the threads end; returns what was not begun. */
  List<FetchJob> close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      List<FetchJob> left = new ArrayList<>(waiting);
      waiting.clear();
      return left;
    } finally {
      lock.unlock();
    }
  }

  /** How long to wait before another attempt, on average; bounded however many there were. */
  static long backoffNanos(int attempts) {
    return BACKOFF_NANOS << Math.max(0, Math.min(attempts - 1, MOST_DOUBLINGS));
  }

  private Next next(FetchJob job, Breaker breaker, long now) {
    if (breaker.isOpen()) {
      job.pause(now);
      waiting.add(job);
      return Next.AGAIN;
    }
    long due = now + jittered(backoffNanos(job.attempts));
    if (job.attempts >= settings.times().attempts() || due - job.deadlineNanos >= 0) {
      return Next.OVER;
    }
    job.dueNanos = due;
    waiting.add(0, job);
    return Next.AGAIN;
  }

  private static boolean isOver(FetchJob job, long now) {
    return job.giveUpNanos - now <= 0 || !job.isWanted();
  }

  private @Nullable FetchJob poll(long now) {
    for (Iterator<FetchJob> jobs = waiting.iterator(); jobs.hasNext(); ) {
      FetchJob job = jobs.next();
      Breaker breaker = breaker(job);
      boolean may = job.dueNanos - now <= 0 && breaker.running() < perHost && breaker.admits(now);
      if (may && !isOver(job, now)) { // What is over is left to the sweep.
        jobs.remove();
        job.begins(now, settings.times().total().toNanos(), breaker);
        return job;
      }
    }
    return null;
  }

  private long nextDue(long now) {
    long next = now + TICK_NANOS;
    for (FetchJob job : waiting) {
      long due = job.dueNanos;
      Breaker breaker = breaker(job);
      if (breaker.isOpen() && breaker.nextNanos() - due > 0) {
        due = breaker.nextNanos();
      }
      if (due - now > 0 && due - next < 0) {
        next = due;
      }
    }
    return next;
  }

  private Breaker breaker(FetchJob job) {
    return breakers.computeIfAbsent(job.target.host(), host -> new Breaker(settings));
  }

  private static long jittered(long nanos) {
    return nanos / 2 + ThreadLocalRandom.current().nextLong(nanos);
  }
}
