package io.saccade.processor.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers images into batches across partitions, tasks and stream threads.
 *
 * <p>Invariants: a batch never mixes keys (model versions); a key has at most one open batch; a
 * batch runs once, when every one of its rows is filled or given up; closed batches of all keys run
 * in the order in which they became ready.
 *
 * <p>How large a batch grows: to an equal share of all images that are on their way, over the
 * lanes, and never beyond the largest bucket. So a backlog fills batches to the brim, and a few
 * images are spread over lanes that would otherwise be idle.
 *
 * <p>Latency: an image waits for others only while there is no free lane, while others that belong
 * to the same share are being decoded, or as long as its key's {@link Patience} allows. A batch is
 * closed once it has been overtaken by as many images as fill every lane once and itself besides,
 * however many batches of other keys are ready; it then runs behind those that were ready before
 * it. So a version with little traffic is served as promptly as one with much.
 *
 * <p>Not thread-safe: the owner guards every call by one lock. It starts no thread, reads no clock
 * and never blocks, which is what lets tests drive it by hand.
 *
 * @param <B> the tensors of a batch
 * @param <T> what waits for the result of one image
 */
public final class Batcher<B, T> {

  /** The pace of arrivals is a mean over about so many of them. */
  private static final int PACE_OVER = 16;

  private static final long UNKNOWN_GAP_NANOS = Long.MAX_VALUE / 2_000;

  private final int lanes;
  private final Map<BatchSource<B>, Batch<B, T>> open = new LinkedHashMap<>();
  private final Deque<Batch<B, T>> ready = new ArrayDeque<>();
  private long claims;
  private long arrivals;
  private long latestArrivalNanos;
  private long gapNanos = UNKNOWN_GAP_NANOS;

  /**
   * Gathers for so many lanes.
   *
   * @param lanes how many batches run at once, at least 1
   */
  public Batcher(int lanes) {
    this.lanes = lanes;
  }

  /** An image has come; only the pace of arrivals is noted. */
  public void arrived(long nowNanos) {
    long gap = nowNanos - latestArrivalNanos;
    if (arrivals++ == 1) {
      gapNanos = gap;
    } else if (arrivals > 2) {
      gapNanos += (gap - gapNanos) / PACE_OVER;
    }
    latestArrivalNanos = nowNanos;
  }

  /**
   * Claims a row in the open batch of a key.
   *
   * @param source the key of the batch, and where its tensors come from
   * @param item what waits for the result
   * @param polledNanos when the image was polled
   * @param ahead how many more images are on their way to a batch, this one not counted
   * @return the place, or null while every batch of the key is in use; then run one that is ready,
   *     or wait until one comes back
   */
  public @Nullable Place<B, T> claim(BatchSource<B> source, T item, long polledNanos, int ahead) {
    Batch<B, T> batch = open.get(source);
    if (batch == null || batch.rows() >= share(batch, ahead + 1)) {
      B tensors = source.borrow();
      if (tensors != null) {
        close(batch);
        batch = new Batch<>(source, tensors, claims);
        open.put(source, batch);
      } else if (batch == null) {
        return null;
      }
    }
    claims++;
    int row = batch.claim(item, polledNanos);
    if (batch.rows() == source.buckets().largest()) {
      close(batch);
    }
    return new Place<>(batch, row);
  }

  /**
   * Claims a batch for one image alone, because it is suspected of something.
   *
   * @return as {@link #claim}
   */
  public @Nullable Place<B, T> claimAlone(BatchSource<B> source, T item, long polledNanos) {
    B tensors = source.borrow();
    if (tensors == null) {
      return null;
    }
    Batch<B, T> batch = new Batch<>(source, tensors, claims++);
    batch.close();
    return new Place<>(batch, batch.claim(item, polledNanos));
  }

  /** Says that the image of a place stands in the tensors. */
  public void fill(Place<B, T> place) {
    place.batch().fill();
    queueIfReady(place.batch());
  }

  /** Gives up a place whose image could not be written; its row is computed and thrown away. */
  public void giveUp(Place<B, T> place) {
    place.batch().giveUp(place.row());
    queueIfReady(place.batch());
  }

  /**
   * The next batch for a lane that is free; the caller must {@link #recycle} it. An open batch is
   * taken when it has its share of what is on its way, or when it was overtaken for long enough.
   *
   * @param ahead how many images are on their way to a batch
   * @return null if no batch is to run now
   */
  public @Nullable Batch<B, T> poll(int ahead, long nowNanos) {
    for (Batch<B, T> batch : List.copyOf(open.values())) {
      if (overtaken(batch) || (ready.isEmpty() && batch.filled() && due(batch, ahead, nowNanos))) {
        close(batch);
      }
    }
    return ready.poll();
  }

  /**
   * As {@link #poll}, for a lane that does nothing but run: it takes what there is, because the
   * others go on decoding meanwhile.
   */
  public @Nullable Batch<B, T> pollEagerly(int ahead, long nowNanos) {
    for (Batch<B, T> batch : List.copyOf(open.values())) {
      if (overtaken(batch)
          || (ready.isEmpty() && (ahead > 0 || until(batch, nowNanos) - nowNanos <= 0))) {
        close(batch);
      }
    }
    return ready.poll();
  }

  /** The next batch that is closed and filled, or null; the caller must {@link #recycle} it. */
  public @Nullable Batch<B, T> pollReady() {
    return ready.poll();
  }

  /** When the first of the open batches stops waiting for company, or null if there is none. */
  public @Nullable Long nextDueNanos(long nowNanos) {
    Long next = null;
    for (Batch<B, T> batch : open.values()) {
      long until = until(batch, nowNanos);
      if (batch.filled() && (next == null || until - next < 0)) {
        next = until;
      }
    }
    return next;
  }

  /** Whether a batch could run, or will once a lane looks at it. */
  public boolean hasWork() {
    return !ready.isEmpty() || !open.isEmpty();
  }

  /**
   * The batches that are filled and not running, open ones included, for whoever gives up running
   * them; each is to be recycled. Ask again after a {@link #fill} or {@link #giveUp}.
   */
  public List<Batch<B, T>> drain() {
    List.copyOf(open.values()).forEach(this::close);
    List<Batch<B, T>> filled = List.copyOf(ready);
    ready.clear();
    return filled;
  }

  /** Takes back the tensors of a batch that has run. */
  public void recycle(Batch<B, T> batch) {
    batch.source().giveBack(batch.tensors());
  }

  /** How many images a batch should hold, where so many have no place yet. */
  private int share(Batch<B, T> batch, int ahead) {
    int shared = (ahead + batch.rows() + lanes - 1) / lanes;
    return Math.min(batch.source().buckets().largest(), Math.max(1, shared));
  }

  private boolean due(Batch<B, T> batch, int ahead, long nowNanos) {
    return ahead > 0 ? batch.rows() >= share(batch, ahead) : until(batch, nowNanos) - nowNanos <= 0;
  }

  private long until(Batch<B, T> batch, long nowNanos) {
    return batch.source().patience().until(batch.rows(), batch.oldestNanos(), nowNanos, gapNanos);
  }

  private boolean overtaken(Batch<B, T> batch) {
    return claims - batch.firstClaim() >= (lanes + 1L) * batch.source().buckets().largest();
  }

  private void close(@Nullable Batch<B, T> batch) {
    if (batch != null) {
      batch.close();
      open.remove(batch.source());
      queueIfReady(batch);
    }
  }

  private void queueIfReady(Batch<B, T> batch) {
    if (batch.closed() && batch.filled()) {
      ready.add(batch);
    }
  }
}
