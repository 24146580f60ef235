package io.saccade.processor.topology;

import io.saccade.model.drift.Layout;
import io.saccade.model.drift.WindowSums;
import io.saccade.processor.drift.DriftSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What the images of each stream thread's open transaction add to windows, until the transaction is
 * about to be committed.
 *
 * <p>The invariant: an image's share leaves in the transaction of its prediction, or neither does.
 * Kafka Streams has no hook before a commit that may forward. But before every commit, of either
 * guarantee, it flushes the thread's producer, on the thread itself; that producer asks here what
 * is to be sent. Tasks whose transaction is aborted are closed, and forget what they have added.
 *
 * <p>Thread-safe: each stream thread has its own.
 */
public final class DriftOutbox {

  private final DriftTopics topics;
  private final DriftSettings settings;
  private final int sources;
  private final LongSupplier elapsed;
  private final ThreadLocal<Pending> pending = ThreadLocal.withInitial(Pending::new);
  private volatile boolean open;

  /** What a thread has to send. Of the marks only the last of a partition counts. */
  private record Pending(Map<ShareOf, WindowSums> sums, Map<Integer, Long> passed) {

    Pending() {
      this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }
  }

  private record PaneOf(StreamId stream, long pane) {}

  /** What one partition adds to a pane; it is the partition that a task is closed with. */
  private record ShareOf(int source, PaneOf pane) {}

  private record Shares(List<Integer> sources, WindowSums sums) {

    void add(int source, WindowSums share) {
      sources.add(source);
      sums.add(share);
    }

    byte[] toBytes(long pane) {
      return new DriftMessage.Delta(sources, pane, sums.toBytes()).toBytes();
    }
  }

  /**
   * An outbox that is closed: nothing is to be added before {@link #open}.
   *
   * @param sources how many partitions the images come from
   */
  public DriftOutbox(DriftTopics topics, DriftSettings settings, int sources) {
    this(topics, settings, sources, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  /**
   * As {@link #DriftOutbox(DriftTopics, DriftSettings, int)}.
   *
   * @param elapsed milliseconds since any moment; not of the day, which may jump by an hour
   */
  DriftOutbox(DriftTopics topics, DriftSettings settings, int sources, LongSupplier elapsed) {
    this.topics = topics;
    this.settings = settings;
    this.sources = sources;
    this.elapsed = elapsed;
  }

  /** Says that somebody adds up what is sent from now on. */
  public void open() {
    open = true;
  }

  boolean isOpen() {
    return open;
  }

  DriftSettings settings() {
    return settings;
  }

  int sources() {
    return sources;
  }

  /** Milliseconds since any moment, for how long a partition has been quiet. */
  long elapsedMillis() {
    return elapsed.getAsLong();
  }

  /** The sums of a pane that this thread has pending; the caller adds to them. */
  WindowSums sums(int source, StreamId stream, long pane, Layout layout) {
    return pending
        .get()
        .sums()
        .computeIfAbsent(
            new ShareOf(source, new PaneOf(stream, pane)), any -> new WindowSums(layout));
  }

  /** Notes how far a partition is, for everybody who adds up. */
  void passed(int source, long time) {
    pending.get().passed().put(source, time);
  }

  /** Whether this thread has anything to send. */
  boolean isEmpty() {
    return pending.get().sums().isEmpty() && pending.get().passed().isEmpty();
  }

  /** Drops what images of a partition have added: their predictions are not committed either. */
  void forget(int source) {
    pending.get().sums().keySet().removeIf(of -> of.source() == source);
    pending.get().passed().remove(source);
  }

  /** The topic that what is sent goes to. */
  public String topic() {
    return topics.deltas();
  }

  /** Whether {@link #take} would bring anything, on the calling thread. */
  public boolean hasMail() {
    return open && !isEmpty();
  }

  /**
   * Takes all that the calling thread has to send, in the order in which it must be sent. The
   * records are of now, whenever their images were of: a replay of last year must not be deleted as
   * old before it is read.
   *
   * @param partitions how many partitions the topic has
   */
  public List<ProducerRecord<byte[], byte[]>> take(int partitions) {
    Pending mail = pending.get();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    deltas(mail)
        .forEach(
            (of, delta) ->
                records.add(
                    new ProducerRecord<>(
                        topics.deltas(), of.stream().toBytes(), delta.toBytes(of.pane()))));
    mail.passed()
        .forEach(
            (source, time) -> {
              byte[] value = new DriftMessage.Passed(source, sources, time, false).toBytes();
              for (int partition = 0; partition < partitions; partition++) {
                records.add(new ProducerRecord<>(topics.deltas(), partition, null, value));
              }
            });
    mail.sums().clear();
    mail.passed().clear();
    return records;
  }

  /**
   * All partitions' shares of a pane in one: they are of one transaction, and whoever adds them up
   * reads and writes the window's whole sums for each delta.
   */
  private static Map<PaneOf, Shares> deltas(Pending mail) {
    Map<PaneOf, Shares> deltas = new LinkedHashMap<>();
    mail.sums()
        .forEach(
            (of, sums) ->
                deltas
                    .computeIfAbsent(
                        of.pane(),
                        any -> new Shares(new ArrayList<>(), new WindowSums(sums.layout())))
                    .add(of.source(), sums));
    return deltas;
  }
}
