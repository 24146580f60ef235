package io.saccade.cli.demo;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.publish.Publisher;
import io.saccade.cli.publish.StreamKeys;
import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Cameras that send pictures at a steady rate until they are closed. Where the processor does not
 * keep up they wait for it, so that what is on its way stays little: a demo shows how long an image
 * takes, and not how long a backlog is.
 */
final class Traffic implements AutoCloseable {

  /** Images a second: what two cores can draw, send and classify with ease. */
  static final double RATE = 200;

  /** Images a second once all is over, for people to look at. */
  static final double AT_LEISURE = 20;

  private static final int CAMERAS = 12;
  private static final int MOST_UNDERWAY = 120;
  private static final int UNREADABLE = 100;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Pictures pictures;
  private final Publisher publisher;
  private final Underway underway;
  private final TimeLapse lapse;
  private final StreamKeys keys = StreamKeys.cameras(CAMERAS);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private CountDownLatch ending = new CountDownLatch(1);
  private @Nullable Thread thread;
  private volatile Light light = Light.ON;
  private final AtomicLong number = new AtomicLong();

  /**
   * Sends nothing yet.
   *
   * @param publisher sends them; closed with this
   */
  Traffic(Pictures pictures, Publisher publisher, Underway underway, TimeLapse lapse) {
    this.pictures = pictures;
    this.publisher = publisher;
    this.underway = underway;
    this.lapse = lapse;
  }

  /** Sends from now on, so many a second; goes on where it was stopped. */
  void start(double perSecond) {
    CountDownLatch end = new CountDownLatch(1);
    ending = end;
    Thread sending = new Thread(() -> run(perSecond, end), "saccade-demo-traffic");
    sending.setDaemon(true);
    sending.start();
    thread = sending;
  }

  /** Changes the light that the next pictures are taken by; returns the number of the first. */
  long light(Light next) {
    light = next;
    return number.get();
  }

  /** How many were sent. */
  long sent() {
    return number.get();
  }

  /** How many the broker has acknowledged. */
  long published() {
    return publisher.published();
  }

  /** When the event of this number was captured. */
  Instant capturedAt(long number) {
    return lapse.at(number, Instant.now());
  }

  /** Throws what has ended it, if anything has. */
  void require() throws CommandFailedException {
    Exception ended = failure.get();
    if (ended != null) {
      throw new CommandFailedException("the cameras stopped: " + BadEndings.message(ended), ended);
    }
  }

  /** Sends no more; returns when the broker has everything. */
  void stop() throws InterruptedException {
    ending.countDown();
    if (thread != null) {
      thread.join();
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
  }

  private void run(double perSecond, CountDownLatch end) {
    try {
      send((long) (NANOS / perSecond), end);
      publisher.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failure.set(e);
    }
  }

  private void send(long pause, CountDownLatch end) throws IOException, InterruptedException {
    long due = System.nanoTime();
    int unreadable = 0;
    while (!isDone(due, end)) {
      try {
        send(number.get());
        unreadable = 0;
      } catch (IOException e) {
        if (++unreadable == UNREADABLE) {
          throw e;
        }
      }
      number.incrementAndGet();
      // Who has waited for the processor does not make up for it afterwards.
      due = Math.max(due + pause, System.nanoTime() - NANOS / 10);
    }
  }

  private void send(long next) throws IOException {
    Light by = light;
    Instant at = lapse.at(next, Instant.now());
    ImageEvent event = pictures.event(next, by).setCapturedAt(at).build();
    underway.left(event.getId(), new Underway.Departure(System.nanoTime(), by));
    publisher.send(event, pictures.name(next), keys.of(next), at);
  }

  /** Waits until the next one is due and there is room for it; says whether there is to be none. */
  private boolean isDone(long due, CountDownLatch end) throws InterruptedException {
    long wait = due - System.nanoTime();
    boolean done = end.await(Math.max(0, wait), TimeUnit.NANOSECONDS);
    while (!done && underway.outstanding() >= MOST_UNDERWAY) {
      done = end.await(5, TimeUnit.MILLISECONDS);
    }
    return done;
  }
}
