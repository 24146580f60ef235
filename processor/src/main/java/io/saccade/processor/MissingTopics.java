package io.saccade.processor;

import io.saccade.processor.release.ReleaseTopics;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.TopicCreation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics that are missing, where that is allowed, and waits until they serve. */
final class MissingTopics {

  private static final Logger LOG = LoggerFactory.getLogger(MissingTopics.class);
  private static final long VISIBLE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long VISIBLE_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ProcessorSettings settings;
  private final Admin admin;
  private final List<String> topics;

  private MissingTopics(ProcessorSettings settings, Admin admin, List<String> topics) {
    this.settings = settings;
    this.admin = admin;
    this.topics = topics;
  }

  /** Those that images, their outcomes, releases and labels need. */
  static MissingTopics ofImages(ProcessorSettings settings, Admin admin) {
    List<String> topics = new ArrayList<>(settings.topics().all());
    if (settings.releases().follow()) {
      topics.addAll(settings.releases().topics().all());
    }
    if (settings.labels().enabled()) {
      topics.addAll(settings.labels().topics().all());
    }
    return new MissingTopics(settings, admin, topics);
  }

  /** Those that drift needs. */
  static MissingTopics ofDrift(ProcessorSettings settings, Admin admin) {
    return new MissingTopics(settings, admin, settings.driftTopics().all());
  }

  /**
   * Makes them.
   *
   * @throws StartException if one is missing and may not be made
   */
  void create() throws ExecutionException, InterruptedException, StartException {
    Collection<String> created = createMissing();
    awaitVisible();
    awaitLeaders(created);
  }

  private Collection<String> createMissing()
      throws ExecutionException, InterruptedException, StartException {
    TreeSet<String> missing = new TreeSet<>(topics);
    missing.removeAll(admin.listTopics().names().get());
    if (missing.isEmpty()) {
      return missing;
    }
    TopicCreation creation = settings.topicCreation();
    if (!creation.enabled()) {
      throw new StartException(
          ("the topics %s do not exist, or this user may not see them; create them, or set"
                  + " topics.create=true%s")
              .formatted(missing, wayAround(missing)));
    }
    Optional<Short> replication =
        creation.replication() < 1 ? Optional.empty() : Optional.of((short) creation.replication());
    for (String topic : missing) {
      NewTopic created = newTopic(topic, replication);
      try {
        admin.createTopics(List.of(created)).all().get();
        LOG.info("created topic={} partitions={}", topic, created.numPartitions());
      } catch (ExecutionException e) {
        // Another instance may have been quicker.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    return missing;
  }

  private String wayAround(Collection<String> missing) {
    if (settings.releases().topics().all().containsAll(missing)) {
      return "; or set releases=off, and only model.bundle is served";
    }
    if (settings.labels().topics().all().containsAll(missing)) {
      return "; or set labels.enabled=off";
    }
    return settings.driftTopics().all().containsAll(missing) ? "; or set drift.enabled=off" : "";
  }

  private NewTopic newTopic(String topic, Optional<Short> replication) {
    ReleaseTopics releases = settings.releases().topics();
    return releases.all().contains(topic)
        ? new NewTopic(topic, Optional.of(ReleaseTopics.PARTITIONS), replication)
            .configs(releases.configs(topic))
        : new NewTopic(topic, Optional.of(settings.topicCreation().partitions()), replication)
            .configs(configs(topic));
  }

  private Map<String, String> configs(String topic) {
    return settings.labels().topics().all().contains(topic)
        ? settings.labels().topics().configs(topic)
        : settings.driftTopics().configs(topic);
  }

  /** A topic that was just created is not known to every broker at once. */
  private void awaitVisible() throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + VISIBLE_WITHIN_NANOS;
    while (true) {
      try {
        admin.describeTopics(topics).allTopicNames().get();
        TopicConfigs.of(admin, topics);
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
  private void awaitLeaders(Collection<String> created)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(created).allTopicNames().get().values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    admin.listOffsets(ends).all().get();
  }
}
