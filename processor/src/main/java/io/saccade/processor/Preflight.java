package io.saccade.processor;

import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.TopicCreation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, before anything is polled, whether the brokers are as the processor needs them. */
final class Preflight {

  private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);
  private static final long VISIBLE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long VISIBLE_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ProcessorSettings settings;

  Preflight(ProcessorSettings settings) {
    this.settings = settings;
  }

  /**
   * Creates missing topics where that is allowed, and checks limits.
   *
   * @return what there is to know of the images topic
   * @throws StartException if a topic is missing or a limit is too small
   */
  ImagesTopic check() throws StartException, InterruptedException {
    try (Admin admin = Admin.create(StreamsProperties.admin(settings.streams()))) {
      Collection<String> created = createMissing(admin);
      awaitVisible(admin);
      awaitLeaders(admin, created);
      checkSizes(admin);
      checkTransactions(admin);
      return images(admin);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Asks about the images topic alone, which must be there.
   *
   * @throws StartException if it is not
   */
  ImagesTopic images() throws StartException, InterruptedException {
    try (Admin admin = Admin.create(StreamsProperties.admin(settings.streams()))) {
      return images(admin);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private Collection<String> createMissing(Admin admin)
      throws ExecutionException, InterruptedException, StartException {
    TreeSet<String> missing = new TreeSet<>(settings.topics().all());
    missing.removeAll(admin.listTopics().names().get());
    if (missing.isEmpty()) {
      return missing;
    }
    TopicCreation creation = settings.topicCreation();
    if (!creation.enabled()) {
      throw new StartException(
          "the topics %s do not exist; create them, or set topics.create=true".formatted(missing));
    }
    Optional<Short> replication =
        creation.replication() < 1 ? Optional.empty() : Optional.of((short) creation.replication());
    for (String topic : missing) {
      NewTopic created = new NewTopic(topic, Optional.of(creation.partitions()), replication);
      try {
        admin.createTopics(List.of(created)).all().get();
        LOG.info("created topic={} partitions={}", topic, creation.partitions());
      } catch (ExecutionException e) {
        // Another instance may have been quicker.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    return missing;
  }

  /** A topic that was just created is not known to every broker at once. */
  private void awaitVisible(Admin admin) throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + VISIBLE_WITHIN_NANOS;
    while (true) {
      try {
        admin.describeTopics(settings.topics().all()).allTopicNames().get();
        admin.describeConfigs(resources(settings.topics().all().stream())).all().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() - deadline > 0) {
          throw e;
        }
        LockSupport.parkNanos(VISIBLE_AGAIN_NANOS);
      }
    }
  }

  /**
   * A topic is known before its leaders serve. A producer that sends in between is refused, and may
   * then be refused for its sequence numbers until its delivery time-out is over.
   */
  private static void awaitLeaders(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    admin.listOffsets(ends).all().get();
  }

  private ImagesTopic images(Admin admin) throws ExecutionException, InterruptedException {
    String images = settings.topics().images();
    Map<String, TopicDescription> topics =
        admin.describeTopics(List.of(images)).allTopicNames().get();
    int brokers = admin.describeCluster().nodes().get().size();
    ConfigResource resource = topic(images);
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return new ImagesTopic(
        topics.values().stream().mapToInt(topic -> topic.partitions().size()).sum(),
        Math.max(1, brokers),
        config == null ? 0 : Math.toIntExact(maxMessageBytes(config)));
  }

  /** What we send must fit what the topic accepts, or one record would stop its partition. */
  private void checkSizes(Admin admin)
      throws ExecutionException, InterruptedException, StartException {
    for (Map.Entry<ConfigResource, Config> entry :
        admin.describeConfigs(resources(outputs())).all().get().entrySet()) {
      long accepted = maxMessageBytes(entry.getValue());
      if (accepted < settings.streams().maxOutputBytes()) {
        throw new StartException(
            ("topic %s accepts records of at most %d bytes (max.message.bytes), but"
                    + " output.max.bytes is %d; raise the one or lower the other")
                .formatted(entry.getKey().name(), accepted, settings.streams().maxOutputBytes()));
      }
    }
  }

  private Stream<String> outputs() {
    return Stream.of(settings.topics().predictions(), settings.topics().failures());
  }

  private static Collection<ConfigResource> resources(Stream<String> topics) {
    return topics.map(Preflight::topic).toList();
  }

  private static ConfigResource topic(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }

  private static long maxMessageBytes(Config topic) {
    return Long.parseLong(topic.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
  }

  private void checkTransactions(Admin admin) throws ExecutionException, InterruptedException {
    FinalizedVersionRange version =
        admin
            .describeFeatures()
            .featureMetadata()
            .get()
            .finalizedFeatures()
            .get("transaction.version");
    int level = version == null ? 0 : version.maxVersionLevel();
    if (settings.streams().guarantee().equals("exactly_once_v2") && level < 2) {
      LOG.warn(
          "transaction.version={} on the brokers; exactly-once rests on 2 (KIP-890): upgrade the"
              + " feature with kafka-features.sh",
          level);
    }
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  private StartException failed(Throwable cause) {
    return new StartException(
        "the brokers at %s cannot be asked: %s; check bootstrap and kafka.security.*"
            .formatted(settings.streams().bootstrap(), reason(cause)),
        cause);
  }
}
