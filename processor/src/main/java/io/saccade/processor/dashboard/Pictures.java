package io.saccade.processor.dashboard;

import io.saccade.model.NativeHandles;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.model.image.Thumbnails;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Prediction;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes small pictures of a few of the images that come through, beside their way: a stream thread
 * only hands over what it has in hand, two or three times a second at most, and where the thread
 * that makes them is busy nothing is handed over. The newest are kept. Thread-safe.
 */
public final class Pictures implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(5);
  private static final int SIDE = 160;

  private final int most;
  private final Formats formats;
  private final Thumbnails thumbnails;
  private final Consumer<Picture> told;
  private final Clock clock;
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());
  private final BlockingQueue<Pair> queue = new ArrayBlockingQueue<>(1);
  private final Deque<Picture> kept = new ArrayDeque<>();
  private final Thread thread = new Thread(this::run, "saccade-dashboard-pictures");
  private long count;

  /** What reads the two halves of a picture. */
  public record Formats(AvroReader<ImageEvent> events, AvroReader<Prediction> predictions) {}

  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  private record Pair(byte[] event, byte[] prediction) {}

  /**
   * Makes none before {@link #start}.
   *
   * @param most how many are kept
   * @param gate what an image may be
   * @param told is told of every picture
   */
  Pictures(int most, Formats formats, ImageGate gate, NativeHandles handles, Told told) {
    this.most = most;
    this.formats = formats;
    this.thumbnails = new Thumbnails(gate, handles, SIDE);
    this.told = told.pictures();
    this.clock = told.clock();
    thread.setDaemon(true);
  }

  /** Whom to tell, and by which clock. */
  record Told(Consumer<Picture> pictures, Clock clock) {}

  void start() {
    thread.start();
  }

  /**
   * An image was classified. Called by stream threads; all but a few calls a second return at once,
   * and none waits.
   *
   * @param event the event's record
   * @param prediction its prediction, in the registry's wire format
   */
  public void classified(byte[] event, byte[] prediction) {
    long now = System.nanoTime();
    long next = nextNanos.get();
    if (now - next >= 0 && nextNanos.compareAndSet(next, now + EVERY_NANOS)) {
      boolean unused = queue.offer(new Pair(event, prediction));
    }
  }

  /** Those that are kept, the newest first. */
  List<Picture> newest() {
    synchronized (kept) {
      return new ArrayList<>(kept);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        make(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void make(Pair pair) {
    try {
      ImageEvent event = formats.events().read(pair.event());
      Prediction prediction = formats.predictions().read(pair.prediction());
      if (event.getImage() instanceof ByteBuffer encoded) {
        keep(Picture.of(++count, prediction, clock.millis(), thumbnails.jpeg(encoded)));
      }
    } catch (SchemaException | ImageRefusedException e) {
      LOG.debug("no picture could be made of an image", e); // It was classified all the same.
    } catch (RuntimeException e) {
      LOG.warn("a picture failed in a way that nobody foresaw", e);
    }
  }

  private void keep(Picture picture) {
    synchronized (kept) {
      kept.addFirst(picture);
      while (kept.size() > most) {
        kept.removeLast();
      }
    }
    told.accept(picture);
  }
}
