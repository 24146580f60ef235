package io.saccade.processor.source;

import io.saccade.model.ErrorCode;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches images by URI, on threads of its own: who decodes and infers never waits for a host. What
 * is fetched and not released yet never takes more memory than it was given. Every image that is
 * asked for comes or fails within the patience of the settings.
 */
public final class UriImages implements ImageSource {

  private static final Logger LOG = LoggerFactory.getLogger(UriImages.class);
  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final SourceSettings settings;
  private final FetchListener listener;
  private final UriRules rules;
  private final FetchQueue queue;
  private final FetchMemory memory;
  private final FetchClock clock = new FetchClock();
  private final WebImages web;
  private final DiskImages disk;
  private final BucketImages buckets;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts the threads.
   *
   * @param bytes of memory for what is fetched, at least 128 KiB more than the largest image
   */
  public static UriImages start(SourceSettings settings, long bytes, FetchListener listener) {
    try {
      return new UriImages(
          settings, bytes, listener, InetAddress::getAllByName, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has a default context of TLS", e);
    }
  }

  UriImages(
      SourceSettings settings,
      long bytes,
      FetchListener listener,
      Resolver resolver,
      SSLContext tls) {
    this.settings = settings;
    this.listener = listener;
    this.rules = new UriRules(settings.rules());
    this.memory = new FetchMemory(bytes, settings.largest());
    this.web = new WebImages(settings, resolver, tls, clock);
    this.disk = new DiskImages(settings.rules().roots());
    this.buckets = new BucketImages(settings, clock);
    this.queue = new FetchQueue(settings, settings.concurrency());
    for (int i = 0; i < settings.concurrency(); i++) {
      Thread thread = new Thread(this::work, "saccade-fetch-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    clock.every(SWEEP_NANOS, this::sweep);
  }

  @Override
  public void fetch(String uri, String sha256, Receiver receiver) throws EventRefusedException {
    long patience = settings.outage().patience().toNanos();
    FetchJob job = new FetchJob(rules.target(uri), sha256, receiver, System.nanoTime(), patience);
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
    clock.close();
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
    while (true) {
      try {
        FetchJob job = queue.next();
        if (job == null) {
          return;
        }
        attempt(job);
      } catch (InterruptedException e) {
        LOG.debug("woken; the queue knows whether it is closed");
      } catch (RuntimeException | Error e) {
        LOG.error("fetching images goes on after what nobody foresaw", e);
      }
    }
  }

  private void attempt(FetchJob job) {
    long began = System.nanoTime();
    FetchMemory.Reservation reserved = memory.reservation();
    Body body = null;
    Throwable failure = null;
    try {
      body = read(job, reserved);
    } catch (EventRefusedException | FetchFailedException | RuntimeException | Error e) {
      failure = e;
    }
    try {
      if (body != null) {
        queue.answered(job);
        ended(FetchListener.Outcome.FETCHED, began);
        give(
            job,
            new FetchedImage(ByteBuffer.wrap(body.bytes(), 0, body.length()), reserved.handOn()));
      } else {
        failed(job, failure, began);
      }
    } finally {
      reserved.release();
    }
  }

  private void failed(FetchJob job, @Nullable Throwable failure, long began) {
    if (failure instanceof FetchFailedException e) {
      goOn(job, e);
      ended(FetchListener.Outcome.FAILED, began);
    } else if (failure instanceof EventRefusedException e) {
      if (e.code() == ErrorCode.URI_ADDRESS) {
        queue.undecided(job);
      } else {
        queue.answered(job);
      }
      ended(FetchListener.Outcome.REFUSED, began);
      tell(() -> job.receiver.refused(e));
    } else {
      queue.undecided(job);
      Throwable cause = failure == null ? new IllegalStateException("no image came") : failure;
      tell(() -> job.receiver.broken(cause));
    }
  }

  private void goOn(FetchJob job, FetchFailedException e) {
    FetchQueue.Next next = queue.failed(job, e);
    if (next == FetchQueue.Next.OVER) {
      refuse(job, job.lastFailure());
    } else if (next == FetchQueue.Next.PAUSED) {
      LOG.warn(
          "a host of images is out of order; its events wait host={} reason=\"{}\"",
          job.target.host(),
          e.getMessage());
    }
  }

  private void give(FetchJob job, FetchedImage image) {
    try {
      job.receiver.fetched(image);
    } catch (RuntimeException | Error e) {
      image.release();
      tell(() -> job.receiver.broken(e));
    }
  }

  private void ended(FetchListener.Outcome outcome, long began) {
    tell(
        () -> {
          listener.attempted(outcome, System.nanoTime() - began);
          listener.pausing(queue.pausing());
        });
  }

  private Body read(FetchJob job, FetchMemory.Reservation reserved)
      throws EventRefusedException, FetchFailedException {
    Attempt attempt = new Attempt(memory, reserved, settings.largest(), job);
    try {
      attempt.reserve(
          memory.first()); // Before anybody is asked: a connection must not wait for it.
      Target target = job.target;
      Body body =
          target instanceof Target.Web there
              ? web.read(there, attempt)
              : target instanceof Target.OnDisk file
                  ? disk.read(file, attempt)
                  : buckets.read((Target.InABucket) target, attempt);
      attempt.shrink(body.bytes().length);
      if (!job.sha256.isEmpty() && !job.sha256.equalsIgnoreCase(body.sha256())) {
        throw new EventRefusedException(
            ErrorCode.URI_HASH,
            "%s does not have the SHA-256 that the event states".formatted(target.shown()));
      }
      return body;
    } finally {
      job.deadlineNanos = attempt.deadlineNanos();
    }
  }

  /** On the thread of the clock, so that it happens even where all others are taken. */
  private void sweep() {
    for (FetchJob job : queue.sweep()) {
      refuse(
          job,
          "%s did not come within the %d ms of source.uri.outage.longest: %s"
              .formatted(
                  job.target.shown(), settings.outage().patience().toMillis(), job.lastFailure()));
    }
  }

  private static void drop(FetchJob job) {
    refuse(job, "nobody waits for it any more");
  }

  private static void refuse(FetchJob job, String why) {
    tell(() -> job.receiver.refused(new EventRefusedException(ErrorCode.URI_UNAVAILABLE, why)));
  }

  /** What others throw ends no thread of ours. */
  private static void tell(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException | Error e) {
      LOG.error("who waits for an image could not be told", e);
    }
  }
}
