package io.saccade.processor;

/**
 * How {@code memory.budget} is shared out. Where images are fetched by URI, they have a part of
 * their own, which is taken off first. Of what is left half is for polled records, a quarter for
 * decoded images, a quarter for batches.
 *
 * <p>Kafka Streams works off everything that it has polled before it polls again, so what waits is
 * bounded by what one poll may bring. For each stream thread there are, at the worst moment:
 *
 * <ul>
 *   <li>on the heap, the records of one poll, {@code pollBytes}; twice, because the G1 collector
 *       gives an array of more than half a region whole regions, and those of a small heap hold a
 *       mebibyte;
 *   <li>on the heap, one fetch of {@code fetchMaxBytes} from each broker that waits to be polled (a
 *       consumer asks a broker for more only when nothing of it is left), and the one that the last
 *       poll came from;
 *   <li>outside the heap, a buffer as large as a fetch for each of the two threads that read from a
 *       consumer's sockets, its own and the one of the heartbeats: Java keeps it for good.
 * </ul>
 *
 * @param budget what is left without the images that are fetched
 * @param fetchMaxBytes {@code fetch.max.bytes} of each stream thread's consumer
 * @param maxPartitionFetchBytes {@code max.partition.fetch.bytes}
 * @param pollBytes the most bytes of the records of one poll, decompressed; but one record may come
 *     alone, however large it is
 * @param heapBytes the part of the heap that polled records may take
 * @param fetchedBytes the part of the heap that images may take that are fetched by URI
 * @param networkBytes what reading from sockets may take outside the heap
 */
record MemoryPlan(
    long budget,
    int fetchMaxBytes,
    int maxPartitionFetchBytes,
    int pollBytes,
    long heapBytes,
    long fetchedBytes,
    long networkBytes) {

  /**
   * The most records of one poll. A thread that is wanted for a rebalance comes when they are done:
   * it has to be a matter of seconds.
   */
  static final int MAX_POLL_RECORDS = 500;

  /**
   * A partition is not polled while more records of it wait. Where a poll is worked off, none do;
   * where that takes so long that Kafka Streams polls in the middle, this bounds what adds up.
   */
  static final int BUFFERED_RECORDS = 16;

  private static final long MIB = 1L << 20;

  /**
   * Forty photographs for each core, shared by the threads that have partitions. More would not be
   * worked off sooner, and would go through memory instead of the caches: a fetch is zeroed, filled
   * and copied before it is decoded.
   */
  private static final long FETCHED_PER_CORE = 4 * MIB;

  private static final long LEAST_CORES = 4;

  /** So many partitions share a fetch, so that one with a backlog does not hold up the others. */
  private static final int SHARING_PARTITIONS = 4;

  private static final int POLLS_ON_HEAP = 2;
  private static final int READERS = 2;

  /**
   * Plans.
   *
   * @param budget bytes
   * @param fetched those of them that images may take that are fetched by URI
   * @param threads stream threads
   * @param cores that decode
   * @param images all of whose partitions one instance may come to own
   */
  static MemoryPlan of(long budget, long fetched, int threads, int cores, ImagesTopic images) {
    long left = budget - fetched;
    int onHeap = POLLS_ON_HEAP + images.brokers() + 1;
    long fetch =
        clamp(
            left / 2 / threads / (onHeap + READERS),
            MIB,
            Math.max(cores, LEAST_CORES)
                * FETCHED_PER_CORE
                / Math.min(threads, Math.max(1, images.partitions())));
    int sharing = Math.max(1, Math.min(SHARING_PARTITIONS, images.partitions() / threads));
    return new MemoryPlan(
        left,
        (int) fetch,
        (int) Math.max(MIB, fetch / sharing),
        (int) fetch,
        fetch * threads * onHeap,
        fetched,
        fetch * threads * READERS);
  }

  /** The sum of decoded images alive at a time. */
  long decodeBytes() {
    return budget / 4;
  }

  /** What the tensors of all batches should take together, at most. */
  long batchBytes() {
    return budget / 4;
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(most, value));
  }
}
