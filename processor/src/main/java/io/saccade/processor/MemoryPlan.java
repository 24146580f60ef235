package io.saccade.processor;

/**
 * How {@code memory.budget} is shared out. Half of it is for polled records, which wait as bytes
 * until the topology reaches them; a quarter for decoded images; the rest for batches and outputs.
 *
 * <p>Kafka Streams bounds what it buffers by records, not by bytes, so the bound is made of three
 * settings together: a partition fetches at most {@code maxPartitionFetchBytes} at a time, stops
 * being polled once it has more than {@code bufferedRecords} records waiting, and a thread's fetch
 * carries at most {@code fetchMaxBytes}.
 *
 * @param fetchMaxBytes {@code fetch.max.bytes} of each stream thread's consumer
 * @param maxPartitionFetchBytes {@code max.partition.fetch.bytes}
 * @param maxPollRecords {@code max.poll.records}
 * @param bufferedRecords {@code buffered.records.per.partition}
 * @param decodeBytes the sum of decoded images alive at a time
 */
record MemoryPlan(
    int fetchMaxBytes,
    int maxPartitionFetchBytes,
    int maxPollRecords,
    int bufferedRecords,
    long decodeBytes) {

  private static final int MAX_POLL_RECORDS = 500;
  private static final int BUFFERED_RECORDS = 64;
  private static final long MIB = 1L << 20;

  /**
   * Plans.
   *
   * @param budget bytes, at least 64 MiB
   * @param threads stream threads
   * @param partitions of the images topic, all of which one instance may come to own
   */
  static MemoryPlan of(long budget, int threads, int partitions) {
    long records = budget / 2;
    // A consumer may hold one fetch for the topology and prefetch another.
    long fetch = clamp(records / threads / 2, MIB, 256 * MIB);
    long partitionFetch = clamp(records / Math.max(1, partitions) / 2, MIB, 16 * MIB);
    return new MemoryPlan(
        (int) fetch,
        (int) Math.min(fetch, partitionFetch),
        MAX_POLL_RECORDS,
        BUFFERED_RECORDS,
        budget / 4);
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(most, value));
  }
}
