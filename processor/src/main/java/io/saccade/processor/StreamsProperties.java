package io.saccade.processor;

import io.saccade.processor.lookahead.LookAhead;
import io.saccade.processor.lookahead.LookAheadInterceptor;
import io.saccade.processor.settings.StreamsSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Turns the settings into the properties of Kafka's clients. */
final class StreamsProperties {

  /** Well above the deadline of a record, or a slow record is fenced and repeated for ever. */
  private static final int TRANSACTION_TIMEOUT_MILLIS = 60_000;

  /**
   * Members learn of a rebalance by their heartbeat: it bounds how long the partitions of one that
   * stops lie idle, however patient the session time-out is. Kafka's own default.
   */
  private static final long MAX_HEARTBEAT_MILLIS = 3_000;

  private StreamsProperties() {}

  /** Properties of the admin client. */
  static Map<String, Object> admin(StreamsSettings settings) {
    Map<String, Object> properties = new HashMap<>(settings.passThrough());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    return properties;
  }

  /** Properties of Kafka Streams. What the operator passes through wins over our tuning. */
  static Map<String, Object> streams(
      StreamsSettings settings, MemoryPlan memory, LookAhead lookAhead) {
    Map<String, Object> properties = new HashMap<>();
    consumer(properties, memory);
    if (settings.groupProtocol().equals("classic")) {
      properties.put(
          StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
          Math.toIntExact(settings.sessionTimeout().toMillis()));
      properties.put(
          StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
          Math.toIntExact(
              Math.min(settings.sessionTimeout().toMillis() / 4, MAX_HEARTBEAT_MILLIS)));
    }
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION_TIMEOUT_MILLIS);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Math.max(settings.maxOutputBytes(), 1 << 20));
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, memory.bufferedRecords());
    properties.putAll(settings.passThrough());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.guarantee());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, settings.groupProtocol());
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        LookAheadInterceptor.class.getName());
    properties.put(StreamsConfig.mainConsumerPrefix(LookAheadInterceptor.ENGINE), lookAhead);
    return properties;
  }

  private static void consumer(Map<String, Object> properties, MemoryPlan memory) {
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
        memory.fetchMaxBytes());
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        memory.maxPartitionFetchBytes());
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
        memory.maxPollRecords());
  }
}
