package io.saccade.cli.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The negative control of a replay: what one writes with a consumer group that commits what it has
 * read once it was sent. Killed in between, it sends again what it had sent.
 */
final class NaiveReplay {

  private static final long PACE_NANOS = Duration.ofMillis(5).toNanos();

  private NaiveReplay() {}

  /** Arguments: broker, topic of failures, topic of events. */
  public static void main(String[] args) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", args[0]);
    settings.put("group.id", "naive-replay-" + args[1]);
    settings.put("session.timeout.ms", 6_000);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", args[0], "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      Set<TopicPartition> partitions = BrokerView.partitions(Set.of(args[1]));
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
        for (ConsumerRecord<byte[], byte[]> failure : consumer.poll(Duration.ofMillis(250))) {
          byte[] link = Coordinates.of(failure).toString().getBytes(StandardCharsets.UTF_8);
          ProducerRecord<byte[], byte[]> event =
              new ProducerRecord<>(args[2], failure.key(), failure.value());
          event.headers().add("saccade.replay.of", link);
          var unused = producer.send(event);
          LockSupport.parkNanos(PACE_NANOS);
        }
        producer.flush();
        consumer.commitSync();
      }
    }
  }
}
