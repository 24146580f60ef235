package io.saccade.cli.why;

import io.saccade.cli.console.Progress;
import io.saccade.schemas.SchemaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks for records, as committed and in no group: the newest stretch of every partition first,
 * since people ask about what has just happened, and no more of them than was agreed. For one
 * thread.
 */
final class TopicScan implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long STRETCH = 20_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final long atMost;
  private final List<Searched> searched = new ArrayList<>();

  /**
   * A part of a partition.
   *
   * @param from the first offset
   * @param to behind the last
   */
  record Part(TopicPartition partition, long from, long to) {

    private Part newest(long behind) {
      long end = Math.max(from, to - behind);
      return new Part(partition, Math.max(from, end - STRETCH), end);
    }
  }

  /** Whether a record is what is looked for. */
  @FunctionalInterface
  interface Test {
    boolean holds(ConsumerRecord<byte[], byte[]> record) throws SchemaException;
  }

  /**
   * Opens a consumer.
   *
   * @param atMost records that one search may look at
   */
  TopicScan(Map<String, Object> clients, long atMost) {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.putIfAbsent("client.id", "saccade-why");
    settings.remove("group.id");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.atMost = atMost;
  }

  /** What was searched so far. */
  List<Searched> searched() {
    return List.copyOf(searched);
  }

  /** The newest record that it holds of, give or take a stretch. */
  Optional<ConsumerRecord<byte[], byte[]>> find(List<Part> parts, Test test)
      throws SchemaException, InterruptedException {
    long most = parts.stream().mapToLong(part -> part.to() - part.from()).max().orElse(0);
    long all = parts.stream().mapToLong(part -> part.to() - part.from()).sum();
    long seen = 0;
    List<ConsumerRecord<byte[], byte[]>> found = List.of();
    try (Progress progress = Progress.of("search", Math.min(all, atMost), "records")) {
      for (long behind = 0; behind < most && found.isEmpty() && seen < atMost; behind += STRETCH) {
        long back = behind;
        List<Part> newest = parts.stream().map(part -> part.newest(back)).toList();
        found = inOrder(newest, 1, test);
        seen += newest.stream().mapToLong(part -> part.to() - part.from()).sum();
        progress.stepTo(Math.min(seen, atMost));
      }
    }
    searched.add(Searched.of(parts, Math.min(seen, all), all));
    return found.stream().findFirst();
  }

  /**
   * The records that it holds of, in their order.
   *
   * @param enough stops after so many
   */
  List<ConsumerRecord<byte[], byte[]>> inOrder(List<Part> parts, int enough, Test test)
      throws SchemaException, InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    List<Part> filled = parts.stream().filter(part -> part.from() < part.to()).toList();
    try {
      consumer.assign(filled.stream().map(Part::partition).toList());
      filled.forEach(part -> consumer.seek(part.partition(), part.from()));
      while (found.size() < enough && !isDone(filled)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (found.size() < enough && isWithin(filled, record) && test.holds(record)) {
            found.add(record);
          }
        }
      }
      return found;
    } catch (InterruptException e) {
      boolean unused = Thread.interrupted();
      throw stopped(e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static InterruptedException stopped(InterruptException cause) {
    InterruptedException stopped = new InterruptedException("interrupted while searching");
    stopped.initCause(cause);
    return stopped;
  }

  private boolean isDone(List<Part> parts) {
    // A partition that is done with is asked for no more.
    consumer.pause(
        parts.stream()
            .filter(part -> consumer.position(part.partition(), PATIENCE) >= part.to())
            .map(Part::partition)
            .toList());
    return consumer.paused().size() == parts.size();
  }

  private static boolean isWithin(List<Part> parts, ConsumerRecord<byte[], byte[]> record) {
    return parts.stream()
        .anyMatch(
            part ->
                part.partition().partition() == record.partition()
                    && part.partition().topic().equals(record.topic())
                    && record.offset() < part.to());
  }
}
