package io.saccade.processor.lookahead;

/**
 * What the look-ahead has done since it started.
 *
 * @param hits records whose inference had been started when they were polled
 * @param misses records whose inference was started only when the topology reached them
 * @param evicted results thrown away because their partition went elsewhere
 * @param batches batches run
 * @param images images in those batches
 * @param stuckWorkers workers given up because a record outlived its deadline
 * @param pending records under way now
 * @param lanes lanes that there are
 * @param busyLanes those of them that decode or run now
 */
public record LookAheadStats(
    long hits,
    long misses,
    long evicted,
    long batches,
    long images,
    long stuckWorkers,
    long pending,
    int lanes,
    int busyLanes) {

  /** Images a batch, on average; 0 before the first. */
  public double meanBatch() {
    return batches == 0 ? 0 : (double) images / batches;
  }
}
