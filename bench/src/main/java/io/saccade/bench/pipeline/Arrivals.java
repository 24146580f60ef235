package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
   * @throws CommandFailedException if none arrives for a minute
   */
  ProgressCurve await(int events, Progress progress)
      throws CommandFailedException, InterruptedException {
    long latest = System.nanoTime();
    ProgressCurve curve = new ProgressCurve(latest);
    while (curve.done() < events) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while counting predictions");
      }
      int arrived = consumer.poll(POLL).count();
      long now = System.nanoTime();
      if (arrived > 0) {
        curve.add(now, arrived);
        latest = now;
      } else if (now - latest > PATIENCE.toNanos()) {
        throw new CommandFailedException(
            "only %d of %d predictions are in topic %s, and no more have come for %s; run again with --log-level info"
                .formatted(curve.done(), events, topic, PATIENCE));
      }
      for (int i = 0; i < arrived; i++) {
        progress.step();
      }
    }
    return curve;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
