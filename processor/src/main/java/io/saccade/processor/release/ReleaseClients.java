package io.saccade.processor.release;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the clients of the topics of releases. They are in no group, so they never take part in a
 * rebalance.
 */
public final class ReleaseClients {

  /** Prefixes that Kafka Streams tells its own clients' settings apart by. */
  private static final String[] PREFIXES = {
    "main.consumer.", "restore.consumer.", "global.consumer.", "consumer.", "producer.", "admin."
  };

  private final Map<String, Object> shared;
  private final String instance;

  /**
   * Clients.
   *
   * @param properties what the operator has set for all clients, {@code bootstrap.servers} too
   * @param instance what their ids begin with
   */
  public ReleaseClients(Map<String, Object> properties, String instance) {
    this.shared = Map.copyOf(properties);
    this.instance = instance;
  }

  /**
   * A consumer that reads from the beginning what is committed.
   *
   * @param purpose the end of its id
   */
  KafkaConsumer<byte[], byte[]> consumer(String purpose) {
    Map<String, Object> properties = properties("consumer.", purpose);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A producer that is done with a record when it is replicated, and gives up soon. */
  KafkaProducer<byte[], byte[]> producer(String purpose) {
    Map<String, Object> properties = properties("producer.", purpose);
    properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * An administrator's client, which only describes.
   *
   * @param purpose the end of its id
   */
  Admin admin(String purpose) {
    return Admin.create(properties("admin.", purpose));
  }

  private Map<String, Object> properties(String own, String purpose) {
    Map<String, Object> properties = new HashMap<>();
    shared.forEach(
        (name, value) -> {
          if (!isPrefixed(name)) {
            properties.put(name, value);
          }
        });
    shared.forEach(
        (name, value) -> {
          if (name.startsWith(own)) {
            properties.put(name.substring(own.length()), value);
          }
        });
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, instance + "-" + purpose);
    return properties;
  }

  private static boolean isPrefixed(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
