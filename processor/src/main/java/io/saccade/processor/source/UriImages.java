package io.saccade.processor.source;

import io.saccade.model.ErrorCode;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches images by URI, on threads of its own: who decodes and infers never waits for a host. What
 * is fetched and not released yet never takes more memory than it was given; each thread reserves
 * the largest image before it begins, and gives back what it does not need as soon as it knows.
 */
public final class UriImages implements ImageSource {

  private static final Logger LOG = LoggerFactory.getLogger(UriImages.class);
  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final SourceSettings settings;
  private final FetchListener listener;
  private final UriRules rules;
  private final FetchQueue queue;
  private final Semaphore memory;
  private final WebImages web;
  private final DiskImages disk;
  private final BucketImages buckets;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts the threads.
   *
   * @param bytes of memory for what is fetched, at least the largest image
   */
  public static UriImages start(SourceSettings settings, long bytes, FetchListener listener) {
    try {
      return new UriImages(
          settings,
          bytes,
          listener,
          new WebImages(settings, InetAddress::getAllByName, SSLContext.getDefault()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has a default context of TLS", e);
    }
  }

  UriImages(SourceSettings settings, long bytes, FetchListener listener, WebImages web) {
    this.settings = settings;
    this.listener = listener;
    this.rules = new UriRules(settings.rules());
    this.memory = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes >> 10), true);
    this.web = web;
    this.disk = new DiskImages(settings.rules().roots());
    this.buckets = new BucketImages(settings);
    int count =
        Math.max(
            1,
            Math.min(
                settings.concurrency(),
                memory.availablePermits() / Reservation.permits(settings.largest())));
    this.queue = new FetchQueue(settings, count);
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::work, "saccade-fetch-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  @Override
  public void fetch(String uri, String sha256, Receiver receiver) throws EventRefusedException {
    FetchJob job = new FetchJob(rules.target(uri), sha256, receiver, System.nanoTime());
    if (!queue.add(job)) {
      drop(job);
    }
  }

  @Override
  public void close() {
    queue.close().forEach(UriImages::drop);
    threads.forEach(Thread::interrupt);
    web.close();
    buckets.close();
    long deadline = System.nanoTime() + STOP_NANOS;
    try {
      for (Thread thread : threads) {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        int most = Reservation.permits(settings.largest());
        memory.acquire(most);
        Reservation reserved = new Reservation(memory, most);
        try {
          List<FetchJob> dropped = new ArrayList<>();
          FetchJob job = queue.next(dropped);
          dropped.forEach(UriImages::drop);
          if (job != null) {
            attempt(job, reserved);
          } else if (dropped.isEmpty()) {
            return;
          }
        } finally {
          reserved.release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(FetchJob job, Reservation reserved) {
    long began = System.nanoTime();
    try {
      byte[] bytes = read(job, reserved);
      queue.answered(job);
      ended(FetchListener.Outcome.FETCHED, began);
      reserved.shrink(bytes.length);
      job.receiver.fetched(new FetchedImage(bytes, reserved.handOn()));
    } catch (EventRefusedException e) {
      if (e.code() == ErrorCode.URI_ADDRESS) {
        queue.undecided(job);
      } else {
        queue.answered(job);
      }
      ended(FetchListener.Outcome.REFUSED, began);
      job.receiver.refused(e);
    } catch (FetchFailedException e) {
      ended(FetchListener.Outcome.FAILED, began);
      goOn(job, e);
    } catch (RuntimeException | Error e) {
      queue.undecided(job);
      job.receiver.broken(e);
    }
  }

  private void goOn(FetchJob job, FetchFailedException e) {
    FetchQueue.Next next = queue.failed(job, e.isUnreachable());
    if (next == FetchQueue.Next.OVER) {
      job.receiver.refused(
          new EventRefusedException(ErrorCode.URI_UNAVAILABLE, e.getMessage() + ""));
    } else if (next == FetchQueue.Next.PAUSED) {
      LOG.warn(
          "a host of images is out of order; its events wait host={} reason=\"{}\"",
          job.target.host(),
          e.getMessage());
    }
    listener.pausing(queue.pausing());
  }

  private void ended(FetchListener.Outcome outcome, long began) {
    listener.attempted(outcome, System.nanoTime() - began);
    listener.pausing(queue.pausing());
  }

  private byte[] read(FetchJob job, Reservation reserved)
      throws EventRefusedException, FetchFailedException {
    Attempt attempt = new Attempt(settings.largest(), job.deadlineNanos, reserved::shrink);
    Target target = job.target;
    if (attempt.leftNanos() <= 0) {
      throw new FetchFailedException("there was no time left for " + target.shown(), false, null);
    }
    byte[] bytes =
        target instanceof Target.Web there
            ? web.read(there, attempt)
            : target instanceof Target.OnDisk file
                ? disk.read(file, attempt)
                : buckets.read((Target.InABucket) target, attempt);
    requireHash(job, bytes);
    return bytes;
  }

  private static void requireHash(FetchJob job, byte[] bytes) throws EventRefusedException {
    if (!job.sha256.isEmpty() && !job.sha256.equalsIgnoreCase(sha256(bytes))) {
      throw new EventRefusedException(
          ErrorCode.URI_HASH,
          "%s does not have the SHA-256 that the event states".formatted(job.target.shown()));
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void drop(FetchJob job) {
    job.receiver.refused(
        new EventRefusedException(ErrorCode.URI_UNAVAILABLE, "nobody waits for it any more"));
  }
}
