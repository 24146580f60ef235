package io.saccade.processor;

import io.saccade.processor.serving.LoadedModel;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a memory plan against the heap and the topic, before anything is polled. */
final class MemoryCheck {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryCheck.class);

  private final MemoryPlan plan;
  private final long heap;

  /**
   * A check.
   *
   * @param heap the most bytes that the heap may have
   */
  MemoryCheck(MemoryPlan plan, long heap) {
    this.plan = plan;
    this.heap = heap;
  }

  /**
   * Checks what does not depend on the model.
   *
   * @throws StartException if the plan cannot be kept; the message says what to change
   */
  void require(ImagesTopic images) throws StartException {
    long records = plan.heapBytes() + plan.networkBytes();
    if (records > plan.budget() / 2) {
      throw new StartException(
          ("memory.budget is %s, but with these stream.threads and %d brokers it must be at least"
                  + " %s; raise the one or lower the other")
              .formatted(
                  mebibytes(plan.budget() + plan.fetchedBytes()),
                  images.brokers(),
                  mebibytes(2 * records + plan.fetchedBytes())));
    }
    long held = plan.heapBytes() + plan.fetchedBytes();
    if (held > heap - heap / 4) {
      String fetched =
          plan.fetchedBytes() == 0
              ? ""
              : ", and images that are fetched " + mebibytes(plan.fetchedBytes());
      throw new StartException(
          ("polled records may take %s%s by memory.budget and stream.threads, but the whole heap"
                  + " has %s; start java with -Xmx%dm, or lower one of them")
              .formatted(mebibytes(plan.heapBytes()), fetched, mebibytes(heap), up(held * 4 / 3)));
    }
    warnOfLargeBatches(images);
  }

  /** A broker hands out a batch of records whole, however little was asked for. */
  private void warnOfLargeBatches(ImagesTopic images) {
    double times = (double) images.maxMessageBytes() / plan.fetchMaxBytes();
    long worst = (long) (plan.heapBytes() * times);
    if (times > 1 && worst > heap - heap / 4) {
      LOG.warn(
          "the topic accepts larger batches than memory.budget has room for; should such come,"
              + " polled records may take {}: lower max.message.bytes or raise the heap"
              + " max_message_bytes={} fetch_max_bytes={} heap={}",
          mebibytes(worst),
          images.maxMessageBytes(),
          plan.fetchMaxBytes(),
          mebibytes(heap));
    }
  }

  /** Says in one line what bounds what. */
  void report(LoadedModel model) {
    LOG.info(
        "memory budget={} heap={} polled={} fetched={} network={} decoded={} batches={} fetch={}",
        mebibytes(plan.budget() + plan.fetchedBytes()),
        mebibytes(heap),
        mebibytes(plan.heapBytes()),
        mebibytes(plan.fetchedBytes()),
        mebibytes(plan.networkBytes()),
        mebibytes(plan.decodeBytes()),
        mebibytes(model.batchBytes()),
        mebibytes(plan.fetchMaxBytes()));
  }

  /** Holds the batches of all versions that are open at a time against their part. */
  void require(Collection<LoadedModel> open) {
    long tensors = open.stream().mapToLong(LoadedModel::batchBytes).sum();
    if (tensors > plan.batchBytes()) {
      LOG.warn(
          "the batches take more than a quarter of memory.budget: lower batch.size or lanes, or"
              + " raise the budget versions={} batches={} quarter={}",
          open.size(),
          mebibytes(tensors),
          mebibytes(plan.batchBytes()));
    }
  }

  static String mebibytes(long bytes) {
    return up(bytes) + "MiB";
  }

  private static long up(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
