package io.saccade.bench.latency;

import io.saccade.bench.pipeline.Kafka;
import io.saccade.cli.console.CommandFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sees the answers of a subject as its users do: with a consumer of committed records, from when
 * this was made.
 */
final class AnswerReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;

  /** Is told of each answer at the moment at which it is visible. */
  interface Listener {
    void visible(ConsumerRecord<byte[], byte[]> answer, long nowNanos);
  }

  AnswerReader(Kafka kafka, String topic, int partitions) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrap(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(consumer::position); // It is at the end only when it has been asked.
  }

  /**
   * Reads until as many answers have come as are expected.
   *
   * @param expected asked again each time; more than have come as long as events are being sent
   * @throws CommandFailedException if none arrives for a minute
   */
  void read(LongSupplier expected, Listener listener)
      throws CommandFailedException, InterruptedException {
    long seen = 0;
    long latest = System.nanoTime();
    while (seen < expected.getAsLong()) {
      long before = seen;
      try {
        ConsumerRecords<byte[], byte[]> answers = consumer.poll(POLL);
        long now = System.nanoTime();
        answers.forEach(answer -> listener.visible(answer, now));
        seen += answers.count();
      } catch (InterruptException e) {
        throw (InterruptedException) new InterruptedException("interrupted").initCause(e);
      }
      if (seen > before) {
        latest = System.nanoTime();
      } else if (System.nanoTime() - latest > PATIENCE.toNanos()) {
        throw new CommandFailedException(
            "only %d answers are in topic %s, and no more have come for %s; run again with --log-level info"
                .formatted(seen, topic, PATIENCE));
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
