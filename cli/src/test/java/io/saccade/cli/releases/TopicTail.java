package io.saccade.cli.releases;

import io.saccade.cli.faults.Stage;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning and goes on reading, on a thread of its own. */
final class TopicTail implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  /** Takes one record; what it throws ends the reading. */
  interface Reader {
    void read(ConsumerRecord<byte[], byte[]> record) throws Exception;
  }

  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private volatile boolean stopped;

  private TopicTail() {}

  static TopicTail follow(Stage stage, Collection<TopicPartition> partitions, Reader reader) {
    TopicTail tail = new TopicTail();
    Thread thread =
        new Thread(() -> tail.run(stage, partitions, reader), "tail-of-" + stage.name());
    thread.setDaemon(true);
    thread.start();
    return tail;
  }

  /** Fails where reading has failed. */
  void requireReading() {
    if (ended.isDone() && !stopped) {
      boolean unused = ended.join();
      throw new AssertionError("nobody reads any more");
    }
  }

  @Override
  public void close() {
    stopped = true;
    boolean unused = ended.join();
  }

  private void run(Stage stage, Collection<TopicPartition> partitions, Reader reader) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", stage.bootstrap(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          reader.read(record);
        }
      }
      ended.complete(true);
    } catch (Exception | Error e) {
      ended.completeExceptionally(e);
    }
  }
}
