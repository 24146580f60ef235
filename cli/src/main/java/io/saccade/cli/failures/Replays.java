package io.saccade.cli.failures;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.watch.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Which failures were replayed: a record of each in a compacted topic, written in the transaction
 * that puts its event back. The key has the identity of the topic of failures besides its name, so
 * that one that is made anew, where offsets begin again, is not taken for the old one.
 */
final class Replays {

  private final String topic;
  private final String failures;
  private final Map<String, Replayed> done;

  private Replays(String topic, String failures, Map<String, Replayed> done) {
    this.topic = topic;
    this.failures = failures;
    this.done = done;
  }

  /** Makes the topic where it is missing. */
  static void prepare(String topic, Topics topics)
      throws CommandFailedException, InterruptedException {
    if (topics.find(topic).isEmpty()) {
      topics.create(
          topic, 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }
  }

  /** Reads what is committed now; nothing where there is no topic. */
  static Replays read(TopicOptions names, Topics topics, Map<String, Object> clients)
      throws CommandFailedException, InterruptedException {
    String failures = names.failures() + "/" + topics.identity(names.failures());
    Map<String, Replayed> done = new HashMap<>();
    if (topics.find(names.replays()).isPresent()) {
      try (TopicReader reader = TopicReader.fromBeginning(names.replays(), clients)) {
        Map<TopicPartition, Long> ends = reader.ends();
        while (!reader.isAt(ends)) {
          for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
            read(record, done);
          }
        }
      }
    }
    return new Replays(names.replays(), failures, done);
  }

  /** What was done about a failure, if anything. */
  Optional<Replayed> of(Place failure) {
    return Optional.ofNullable(done.get(key(failure)));
  }

  /** What says that a failure was replayed. */
  ProducerRecord<byte[], byte[]> record(Place failure, Replayed replayed) {
    return new ProducerRecord<>(
        topic, key(failure).getBytes(StandardCharsets.UTF_8), replayed.toBytes());
  }

  private String key(Place failure) {
    return failures + "/" + failure.partition() + "/" + failure.offset();
  }

  private static void read(ConsumerRecord<byte[], byte[]> record, Map<String, Replayed> done) {
    if (record.key() != null && record.value() != null) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      Replayed.read(record.value()).ifPresent(replayed -> done.put(key, replayed));
    }
  }
}
