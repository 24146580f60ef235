package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts the predictions of one measurement as a user sees them: a consumer of committed records
 * only, from the start of a topic of its own.
 */
final class Arrivals implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration START_POLL = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;

  Arrivals(Kafka kafka, String topic, int partitions) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrap(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /**
   * Waits until all of the predictions are there.
   *
   * @param begun whether work on the first event has begun
   * @throws CommandFailedException if none arrives for a minute
   */
  void await(int events, Tally tally, BooleanSupplier begun)
      throws CommandFailedException, InterruptedException {
    long latest = System.nanoTime();
    boolean started = false;
    while (tally.done() < events) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while counting predictions");
      }
      int arrived = consumer.poll(started ? POLL : START_POLL).count();
      if (!started && (arrived > 0 || begun.getAsBoolean())) {
        started = true;
        tally.start();
      }
      if (arrived > 0) {
        tally.add(arrived);
        latest = System.nanoTime();
      } else if (System.nanoTime() - latest > PATIENCE.toNanos()) {
        throw new CommandFailedException(
            "only %d of %d predictions are in topic %s, and no more have come for %s; run again with --log-level info"
                .formatted(tally.done(), events, topic, PATIENCE));
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
