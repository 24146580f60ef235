package io.saccade.cli.replay;

import io.saccade.processor.settings.ProcessorSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's clients as the processor's settings have them. */
final class Clients {

  private Clients() {}

  /** What every client is given. */
  static Map<String, Object> of(ProcessorSettings settings) {
    Map<String, Object> properties = new HashMap<>(settings.streams().passThrough());
    properties.put("bootstrap.servers", settings.streams().bootstrap());
    return properties;
  }

  /** A consumer of committed records in no group. */
  static KafkaConsumer<byte[], byte[]> consumer(ProcessorSettings settings) {
    Map<String, Object> properties = of(settings);
    properties.remove("group.id");
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    properties.put("allow.auto.create.topics", false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
