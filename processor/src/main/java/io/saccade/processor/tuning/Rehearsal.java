package io.saccade.processor.tuning;

import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageRefusedException;
import io.saccade.processor.batch.Batch;
import io.saccade.processor.batch.BatchSource;
import io.saccade.processor.batch.Batcher;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.batch.Patience;
import io.saccade.processor.batch.Place;
import io.saccade.processor.batch.RunTimes;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.ModelFailedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The engine's work on a backlog without end, at one point: as many threads decode and run batches
 * as would in the engine, and share them by the same {@link Batcher}. Made for one slice.
 */
final class Rehearsal implements BatchSource<BatchTensors> {

  /** More than fits into all batches. */
  private static final int BACKLOG = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition toRun = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Props props;
  private final TuningPoint point;
  private final Buckets buckets;
  private final Patience patience;
  private final Batcher<BatchTensors, Integer> batcher;
  private final Deque<BatchTensors> free;
  private final Pulse pulse;
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean over;
  private @Nullable Throwable fault;

  /**
   * Sets the stage.
   *
   * @param batches as many as the engine would have, none of them in use
   * @param atLeast how long to measure
   * @param atMost when to stop, whatever was seen
   */
  Rehearsal(
      Props props,
      TuningPoint point,
      List<BatchTensors> batches,
      Duration atLeast,
      Duration atMost) {
    this.props = props;
    this.point = point;
    this.buckets = Buckets.powersOfTwo(point.batch());
    this.patience = new Patience(buckets, new RunTimes(buckets), 0);
    this.batcher = new Batcher<>(point.lanes());
    this.free = new ArrayDeque<>(batches);
    this.pulse = new Pulse(point.lanes(), atLeast, atMost, System.nanoTime());
  }

  /**
   * Works until enough was seen.
   *
   * @throws ModelFailedException if the model fails
   */
  Slice run() throws ModelFailedException, InterruptedException {
    Crew crew = new Crew();
    for (int lane = 0; lane < point.lanes(); lane++) {
      int number = lane;
      crew.start("saccade-tuning-lane-" + lane, () -> work(() -> lane(number)));
    }
    for (int decoder = 0; decoder < point.decoders(); decoder++) {
      crew.start("saccade-tuning-decoder-" + decoder, () -> work(this::decoder));
    }
    crew.join(this::end);
    if (fault instanceof ModelFailedException failed) {
      throw failed;
    }
    if (fault != null) {
      throw new IllegalStateException("the tuning came upon something unforeseen", fault);
    }
    return pulse.slice();
  }

  private interface Part {
    void play() throws Exception;
  }

  private void work(Part part) {
    try {
      while (!over) {
        part.play();
      }
    } catch (Exception | Error e) {
      lock.lock();
      try {
        fault = fault == null ? e : fault;
      } finally {
        lock.unlock();
      }
      end();
    }
  }

  private void lane(int lane)
      throws ModelFailedException, ImageRefusedException, InterruptedException {
    Batch<BatchTensors, Integer> batch = point.decoders() == 0 ? poll() : await();
    if (batch != null) {
      run(lane, batch);
    } else if (point.decoders() == 0) {
      decode(lane);
    }
  }

  private void decoder() throws ModelFailedException, ImageRefusedException, InterruptedException {
    decode(-1);
  }

  /** Decodes one image into a batch; runs batches meanwhile where there is no room, if a lane. */
  private void decode(int lane)
      throws ModelFailedException, ImageRefusedException, InterruptedException {
    Stint stint = Stint.begin();
    try (DecodedImage image = props.decode(next.getAndIncrement())) {
      Pulse.Work decoding = stint.end();
      Place<BatchTensors, Integer> place = claim(lane);
      if (place != null) {
        stint = Stint.begin();
        props.write(image, place.batch().tensors().input(place.row()));
        fill(place, decoding.plus(stint.end()));
      }
    }
  }

  private void run(int lane, Batch<BatchTensors, Integer> batch) throws ModelFailedException {
    Stint stint = Stint.begin();
    batch.tensors().run(lane, 0, batch.rows());
    Pulse.Work work = stint.end();
    long now = System.nanoTime();
    lock.lock();
    try {
      batcher.recycle(batch);
      room.signalAll();
      pulse.ran(batch.rows(), work, now);
      if (pulse.enough(now)) {
        end();
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Batch<BatchTensors, Integer> poll() {
    lock.lock();
    try {
      return batcher.poll(BACKLOG, System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Batch<BatchTensors, Integer> await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Batch<BatchTensors, Integer> batch = null;
      while (!over && batch == null) {
        batch = batcher.pollEagerly(BACKLOG, System.nanoTime());
        if (batch == null) {
          toRun.await();
        }
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Place<BatchTensors, Integer> claim(int lane)
      throws ModelFailedException, InterruptedException {
    while (!over) {
      Batch<BatchTensors, Integer> batch;
      lock.lockInterruptibly();
      try {
        long now = System.nanoTime();
        Place<BatchTensors, Integer> place = batcher.claim(this, lane, now, BACKLOG);
        if (place != null) {
          return place;
        }
        batch = lane >= 0 ? batcher.pollReady() : null;
        if (batch == null) {
          room.await();
        }
      } finally {
        lock.unlock();
      }
      if (batch != null) {
        run(lane, batch);
      }
    }
    return null;
  }

  private void fill(Place<BatchTensors, Integer> place, Pulse.Work work) {
    lock.lock();
    try {
      pulse.decoded(work);
      batcher.fill(place);
      if (batcher.hasWork()) {
        room.signal();
        toRun.signal();
      }
      if (pulse.enough(System.nanoTime())) {
        end();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    over = true;
    lock.lock();
    try {
      toRun.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Buckets buckets() {
    return buckets;
  }

  @Override
  public Patience patience() {
    return patience;
  }

  @Override
  public void ran(int rows, long tookNanos) {
    // Nobody waits for company in a backlog.
  }

  @Override
  public @Nullable BatchTensors borrow() {
    return free.poll();
  }

  @Override
  public void giveBack(BatchTensors tensors) {
    free.push(tensors);
  }
}
