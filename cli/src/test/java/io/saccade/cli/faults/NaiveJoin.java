package io.saccade.cli.faults;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ImageLabel;
import io.saccade.schemas.avro.Prediction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The negative control: what one writes who wants labels joined to predictions. What waits for its
 * counterpart is kept in memory, beside the offsets that are committed; so whoever goes on after a
 * crash never finds it.
 */
final class NaiveJoin {

  private static final Duration POLL = Duration.ofMillis(250);

  private final Set<String> predicted = new HashSet<>();
  private final Set<String> labelled = new HashSet<>();

  private NaiveJoin() {}

  /** How many events it joins of all that is there now, with a crash after so many records. */
  static long joined(Stage stage, String labels, long crashAfter) throws Exception {
    long joined = 0;
    long read = 0;
    NaiveJoin memory = new NaiveJoin();
    try (SerdeFactory serdes =
            SerdeFactory.create(Map.of("schema.registry.url", stage.registry()));
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers",
                    stage.bootstrap(),
                    "isolation.level",
                    "read_committed",
                    "max.poll.records",
                    50),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      List<TopicPartition> all = new ArrayList<>();
      for (String topic : List.of(stage.predictions(), labels)) {
        consumer
            .partitionsFor(topic)
            .forEach(at -> all.add(new TopicPartition(topic, at.partition())));
      }
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          joined += memory.joins(record, serdes, labels) ? 1 : 0;
          if (++read == crashAfter) {
            memory = new NaiveJoin();
          }
        }
      }
    }
    return joined;
  }

  private boolean joins(ConsumerRecord<byte[], byte[]> record, SerdeFactory serdes, String labels)
      throws Exception {
    if (record.topic().equals(labels)) {
      ImageLabel label = read(serdes, ImageLabel.class, record.value());
      return label != null
          && labelled.add(label.getEventId())
          && predicted.contains(label.getEventId());
    }
    Prediction prediction = read(serdes, Prediction.class, record.value());
    return prediction != null
        && predicted.add(prediction.getEventId())
        && labelled.contains(prediction.getEventId());
  }

  private static <T extends SpecificRecord> @Nullable T read(
      SerdeFactory serdes, Class<T> type, byte @Nullable [] value) throws Exception {
    AvroReader<T> reader = serdes.reader(type);
    return value == null || value.length < 6 ? null : reader.read(value);
  }
}
