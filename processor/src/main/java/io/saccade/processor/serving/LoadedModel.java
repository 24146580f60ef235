package io.saccade.processor.serving;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.Preprocessor;
import io.saccade.processor.batch.BatchSource;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.batch.Patience;
import io.saccade.processor.batch.RunTimes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A version that is ready to serve: its session, its preprocessing and a bounded set of batches.
 * Thread-safe.
 *
 * <p>It is open as long as somebody holds it. Whoever loaded it has the first hold; the slot that
 * routes records to it has another, and so has every record on its way through the engine.
 */
public final class LoadedModel implements BatchSource<BatchTensors>, AutoCloseable {

  private final ModelVersion version;
  private final Bundle bundle;
  private final Model model;
  private final Preprocessor preprocessor;
  private volatile @Nullable Watch watch;
  private final List<BatchTensors> batches = new ArrayList<>();
  private final Deque<BatchTensors> free = new ArrayDeque<>();
  private final int planned;
  private final RunTimes times;
  private final Patience patience;
  private final CountDownLatch freed = new CountDownLatch(1);
  private int holds = 1;
  private boolean freeing;

  /**
   * Allocates the batches. Takes over the model: with this it is closed. The caller has the first
   * hold.
   *
   * @param batches how many batches may be in use at once
   * @throws ModelFailedException if the memory for the batches cannot be had
   */
  public LoadedModel(Bundle bundle, Model model, Preprocessor preprocessor, int batches)
      throws ModelFailedException {
    this.version = ModelVersion.of(bundle);
    this.bundle = bundle;
    this.model = model;
    this.preprocessor = preprocessor;
    this.planned = batches;
    this.times = new RunTimes(buckets());
    this.patience = new Patience(buckets(), times, plan().latencyTarget().toNanos());
    try {
      for (int i = 0; i < batches; i++) {
        BatchTensors tensors = model.newBatch();
        this.batches.add(tensors);
        free.add(tensors);
      }
    } catch (ModelFailedException e) {
      this.batches.forEach(BatchTensors::close);
      throw e;
    }
  }

  public ModelVersion version() {
    return version;
  }

  public Bundle bundle() {
    return bundle;
  }

  public Preprocessor preprocessor() {
    return preprocessor;
  }

  /** By what its images are watched, where they are. */
  public @Nullable Watch watch() {
    return watch;
  }

  /** Lets its images be watched from now on; those that are on their way may be missed. */
  public void watch(Watch by) {
    watch = by;
  }

  /** Where a lane runs, as in {@code cpu} or {@code cuda:0}. */
  public String device(int lane) {
    return model.device(lane);
  }

  /** Where it runs, for people. */
  public String where() {
    return model.where();
  }

  /** How many lanes, from lane 0, have sessions of their own. */
  int ownLanes() {
    return model.ownLanes();
  }

  /** Bytes outside the heap that the inputs of all its batches take. */
  public long batchBytes() {
    return (long) planned * buckets().largest() * preprocessor.preprocessing().tensorBytes();
  }

  /** How it runs. */
  public LanePlan plan() {
    return model.plan();
  }

  @Override
  public Buckets buckets() {
    return model.plan().buckets();
  }

  @Override
  public Patience patience() {
    return patience;
  }

  @Override
  public void ran(int rows, long tookNanos) {
    times.ran(rows, tookNanos);
  }

  /**
   * Holds the version open until {@link #release}.
   *
   * @return false if nobody held it any more: it is closed, or will be
   */
  public synchronized boolean retain() {
    if (holds == 0) {
      return false;
    }
    holds++;
    return true;
  }

  /**
   * Gives up a hold. After the last, the version is closed on a thread of its own, never on the
   * calling one, which may have records to go on with.
   */
  public void release() {
    if (giveUpHold()) {
      freeElsewhere();
    }
  }

  /**
   * Gives up a hold, and closes the version on the calling thread if it was the last and no batch
   * is in use. What is in use is freed when it comes back, because freeing what native code is
   * reading takes the process down.
   */
  @Override
  public void close() {
    if (giveUpHold()) {
      free();
    }
  }

  /** Whether everything was freed. */
  public boolean isClosed() {
    return freed.getCount() == 0;
  }

  /**
   * Waits until everything was freed: until every hold was given up, every batch has come back, and
   * the session is closed.
   *
   * @return whether it was, in time
   */
  public boolean awaitClosed(Duration timeout) throws InterruptedException {
    return freed.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits for the closing if that is under way; does not wait for holds and batches. */
  void awaitClosing(Duration timeout) throws InterruptedException {
    boolean underWay;
    synchronized (this) {
      underWay = freeing;
    }
    if (underWay) {
      boolean unused = awaitClosed(timeout);
    }
  }

  @Override
  public synchronized @Nullable BatchTensors borrow() {
    if (holds == 0) {
      throw new IllegalStateException("nobody holds " + version + ", so it has no batches to lend");
    }
    return free.poll();
  }

  /** A batch of a version that was just loaded, and so has all of them free. */
  BatchTensors borrowFirst() {
    BatchTensors tensors = borrow();
    if (tensors == null) {
      throw new IllegalStateException("a version that was just loaded has all its batches free");
    }
    return tensors;
  }

  @Override
  public void giveBack(BatchTensors tensors) {
    boolean last;
    synchronized (this) {
      free.push(tensors); // The next is the one that caches still hold.
      last = isLast();
    }
    if (last) {
      freeElsewhere();
    }
  }

  /**
   * Makes up for a batch that is stuck in the model, and may never come back.
   *
   * @throws ModelFailedException if as many are stuck as there were in the first place, or there is
   *     no memory for another
   */
  public synchronized void replaceStuckBatch() throws ModelFailedException {
    if (freeing) {
      return; // It came back a moment ago, and nobody wants another.
    }
    if (batches.size() >= 2 * planned) {
      throw new ModelFailedException(
          "%d batches are stuck in the model on %s".formatted(planned, where()));
    }
    BatchTensors tensors = model.newBatch();
    batches.add(tensors);
    free.add(tensors);
  }

  private synchronized boolean giveUpHold() {
    if (holds == 0) {
      throw new IllegalStateException(version + " was released more often than it was held");
    }
    holds--;
    return isLast();
  }

  /** Whether it is for the caller to free everything; says so once. */
  private boolean isLast() {
    if (holds > 0 || freeing || free.size() < batches.size()) {
      return false;
    }
    freeing = true;
    return true;
  }

  private void freeElsewhere() {
    new Thread(this::free, "saccade-closing").start();
  }

  private void free() {
    try {
      batches.forEach(BatchTensors::close);
      model.close();
    } finally {
      freed.countDown();
    }
  }
}
