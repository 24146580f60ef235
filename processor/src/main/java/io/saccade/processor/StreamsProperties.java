package io.saccade.processor;

import io.saccade.processor.lookahead.LookAhead;
import io.saccade.processor.lookahead.LookAheadInterceptor;
import io.saccade.processor.settings.StreamsSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/** Turns the settings into the properties of Kafka's clients. */
final class StreamsProperties {

  /** Well above the deadline of a record, or a slow record is fenced and repeated for ever. */
  private static final int TRANSACTION_TIMEOUT_MILLIS = 60_000;

  /**
   * How long a commit waits for brokers that do not answer: less than a poll may be late. Where it
   * gives up earlier, Kafka Streams goes on to send into the transaction that hangs, and its thread
   * dies of it; so it does after Kafka's own default of one minute.
   */
  private static final int MAX_BLOCK_MILLIS = 240_000;

  /**
   * After so long a connection counts as dead on which nothing comes back, as where a firewall has
   * forgotten it. Kafka's own default of 30 s is all the time that there is to go on again.
   */
  private static final int REQUEST_TIMEOUT_MILLIS = 15_000;

  /**
   * Members learn of a rebalance by their heartbeat: it bounds how long the partitions of one that
   * stops, or is given up, lie idle, however patient the session time-out is. With Kafka's own
   * default, 3 s, fail-over took up to that much longer.
   */
  private static final int MAX_HEARTBEAT_MILLIS = 1_000;

  private static final String DRIFT = "-drift";
  private static final String LABELS = "-labels";
  private static final long DRIFT_COMMIT_MILLIS = 1_000;
  private static final int BESIDE_FETCH_BYTES = 1 << 20;
  private static final int BESIDE_FETCH_MILLIS = 500;

  private static final int OUTPUT_HEADROOM = 4096;

  private static final List<String> PREFIXES =
      List.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX);

  /** What would make a client a member of a group. */
  private static final List<String> MEMBERSHIP =
      List.of(
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          ConsumerConfig.GROUP_PROTOCOL_CONFIG,
          ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);

  private StreamsProperties() {}

  /** Properties of the admin client. */
  static Map<String, Object> admin(StreamsSettings settings) {
    Map<String, Object> properties = new HashMap<>(settings.passThrough());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    return properties;
  }

  /**
   * Properties of Kafka Streams. What the operator passes through, under any of Kafka's prefixes,
   * wins over our tuning, but not over what the promises rest on.
   *
   * @param instance what the clients' ids begin with: who reads the members of the group knows
   *     which instances live
   */
  static Map<String, Object> streams(
      StreamsSettings settings, MemoryPlan memory, LookAhead lookAhead, String instance) {
    Map<String, Object> tuning = tuning(settings);
    tuning.putAll(fetching(memory));
    Map<String, Object> properties = common(settings, tuning);
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, instance);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        LookAheadInterceptor.class.getName());
    properties.put(StreamsConfig.mainConsumerPrefix(LookAheadInterceptor.ENGINE), lookAhead);
    // Whatever the guarantee: an event of a transaction that was aborted was never published.
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    return properties;
  }

  /**
   * Properties of the Kafka Streams that adds up drift: a group of its own, so that no image waits
   * for its state to be restored. Its ids begin with those of the processor, and so may what its
   * rights are given to.
   */
  static Map<String, Object> drift(StreamsSettings settings, String instance) {
    return beside(settings, instance, DRIFT);
  }

  /**
   * Properties of the Kafka Streams that joins labels. It sees predictions once they are committed,
   * whatever the guarantee.
   */
  static Map<String, Object> labels(StreamsSettings settings, String instance) {
    Map<String, Object> properties = beside(settings, instance, LABELS);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    return properties;
  }

  private static Map<String, Object> beside(
      StreamsSettings settings, String instance, String name) {
    Map<String, Object> tuning = tuning(settings);
    // Nobody waits for a window by the millisecond, and every transaction of images would be a
    // fetch.
    tuning.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG),
        BESIDE_FETCH_BYTES);
    tuning.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
        BESIDE_FETCH_MILLIS);
    Map<String, Object> properties = common(settings, tuning);
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, instance + name);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId() + name);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    // Each commit writes what has changed into the changelogs.
    properties.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        Math.max(DRIFT_COMMIT_MILLIS, settings.commitInterval().toMillis()));
    return properties;
  }

  private static Map<String, Object> common(StreamsSettings settings, Map<String, Object> tuning) {
    Map<String, Object> properties = new HashMap<>(settings.passThrough());
    tuning.forEach(
        (name, value) -> {
          if (!isSet(name, settings.passThrough())) {
            properties.put(name, value);
          }
        });
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.guarantee());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, settings.groupProtocol());
    // Skipping a record on an exception would lose it: our failures are decided before.
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailProcessingExceptionHandler.class.getName());
    properties.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DefaultProductionExceptionHandler.class.getName());
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Math.max(settings.maxOutputBytes() + OUTPUT_HEADROOM, 1 << 20));
    return properties;
  }

  /** Properties of a consumer that reads a range of events in no group. */
  static Map<String, Object> reading(StreamsSettings settings, MemoryPlan memory) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, memory.fetchMaxBytes());
    properties.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, memory.maxPartitionFetchBytes());
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MemoryPlan.MAX_POLL_RECORDS);
    properties.put(
        ConsumerConfig.RECEIVE_BUFFER_CONFIG, CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND);
    properties.putAll(
        plain(settings, StreamsConfig.CONSUMER_PREFIX, StreamsConfig.MAIN_CONSUMER_PREFIX));
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.keySet().removeAll(MEMBERSHIP);
    return properties;
  }

  /** Properties of a producer that writes what the processor would write, without transactions. */
  static Map<String, Object> writing(StreamsSettings settings) {
    Map<String, Object> properties = plain(settings, StreamsConfig.PRODUCER_PREFIX);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Math.max(settings.maxOutputBytes() + OUTPUT_HEADROOM, 1 << 20));
    properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    return properties;
  }

  /**
   * What is passed through to any client, and to those of some prefixes, under Kafka's own names.
   */
  private static Map<String, Object> plain(StreamsSettings settings, String... prefixes) {
    Map<String, Object> properties = new HashMap<>();
    settings
        .passThrough()
        .forEach(
            (name, value) -> {
              if (plain(name).equals(name)) {
                properties.put(name, value);
              }
            });
    for (String prefix : prefixes) {
      settings
          .passThrough()
          .forEach(
              (name, value) -> {
                if (name.startsWith(prefix)) {
                  properties.put(name.substring(prefix.length()), value);
                }
              });
    }
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    return properties;
  }

  /** What bounds and speeds up the fetches of images. */
  private static Map<String, Object> fetching(MemoryPlan memory) {
    Map<String, Object> tuning = new HashMap<>();
    tuning.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
        memory.fetchMaxBytes());
    tuning.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        memory.maxPartitionFetchBytes());
    tuning.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
        MemoryPlan.MAX_POLL_RECORDS);
    // Kafka Streams polls again only when all that it polled is processed. What has been fetched
    // meanwhile is in the socket's buffer, and the default of 64 KiB holds half a photograph.
    tuning.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.RECEIVE_BUFFER_CONFIG),
        CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND);
    tuning.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, MemoryPlan.BUFFERED_RECORDS);
    return tuning;
  }

  private static Map<String, Object> tuning(StreamsSettings settings) {
    Map<String, Object> tuning = new HashMap<>();
    tuning.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    tuning.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION_TIMEOUT_MILLIS);
    tuning.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), MAX_BLOCK_MILLIS);
    tuning.put(
        StreamsConfig.producerPrefix(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG),
        REQUEST_TIMEOUT_MILLIS);
    tuning.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG),
        REQUEST_TIMEOUT_MILLIS);
    if (settings.groupProtocol().equals("classic")) {
      int session = Math.toIntExact(settings.sessionTimeout().toMillis());
      tuning.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
      tuning.put(
          StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
          Math.min(session / 4, MAX_HEARTBEAT_MILLIS));
    }
    return tuning;
  }

  /** Whether the operator gave the property, under whatever prefix. */
  private static boolean isSet(String prefixed, Map<String, String> passThrough) {
    String name = plain(prefixed);
    return passThrough.keySet().stream().anyMatch(given -> plain(given).equals(name));
  }

  private static String plain(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    return name;
  }
}
