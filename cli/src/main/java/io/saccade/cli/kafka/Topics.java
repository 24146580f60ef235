package io.saccade.cli.kafka;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.processor.TopicConfigs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a cluster about its topics, and makes them. Calls block for 15 seconds at most. */
public final class Topics implements AutoCloseable {

  /**
   * What a command must know of a topic.
   *
   * @param partitions how many it has
   * @param maxMessageBytes the largest batch of records that it takes, compressed
   */
  public record Topic(String name, int partitions, int maxMessageBytes) {}

  private static final Duration SERVED_WITHIN = Duration.ofSeconds(15);

  private final Admin admin;

  private Topics(Admin admin) {
    this.admin = admin;
  }

  /** Opens a client with these settings. */
  public static Topics connect(Map<String, Object> clientSettings) throws CommandFailedException {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.putIfAbsent("default.api.timeout.ms", 15_000);
    settings.putIfAbsent("request.timeout.ms", 10_000);
    // A broker that is not there is told of a few times, not every second.
    settings.putIfAbsent("reconnect.backoff.ms", 1_000);
    settings.putIfAbsent("reconnect.backoff.max.ms", 5_000);
    try {
      return new Topics(Admin.create(settings));
    } catch (KafkaException e) { // what clients are constructed with, bad settings included
      throw Connections.failed(e);
    }
  }

  /** The topic, or nothing where there is none of that name. */
  public Optional<Topic> find(String name) throws CommandFailedException, InterruptedException {
    try {
      int partitions =
          admin
              .describeTopics(List.of(name))
              .allTopicNames()
              .get()
              .values()
              .iterator()
              .next()
              .partitions()
              .size();
      Config config = TopicConfigs.of(admin, List.of(name)).values().iterator().next();
      int maxBytes = Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
      return Optional.of(new Topic(name, partitions, maxBytes));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      if (e.getCause() instanceof TopicAuthorizationException denied
          && !String.valueOf(denied.getMessage()).contains(name)) {
        throw Connections.failed(
            new TopicAuthorizationException("not authorized to see topic " + name, Set.of(name)));
      }
      throw Connections.failed(e);
    }
  }

  /** What tells a topic from one of the same name that was there before it. */
  public String identity(String name) throws CommandFailedException, InterruptedException {
    try {
      return admin
          .describeTopics(List.of(name))
          .allTopicNames()
          .get()
          .values()
          .iterator()
          .next()
          .topicId()
          .toString();
    } catch (ExecutionException e) {
      throw Connections.failed(e);
    }
  }

  /**
   * Makes a topic with the broker's default replication, and waits until its leaders serve; that it
   * exists already is fine. It is announced earlier than that, and a producer that sends in between
   * may be refused for its sequence numbers until its delivery time-out is over.
   */
  public void create(String name, int partitions, int maxMessageBytes)
      throws CommandFailedException, InterruptedException {
    create(
        name,
        partitions,
        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxMessageBytes)));
  }

  /**
   * As {@link #create(String, int, int)}.
   *
   * @param configs what is particular to the topic, as Kafka names it
   */
  public void create(String name, int partitions, Map<String, String> configs)
      throws CommandFailedException, InterruptedException {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configs);
    try {
      admin.createTopics(List.of(topic)).all().get();
      awaitLeaders(name, partitions);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw Connections.failed(e);
      }
    }
  }

  private void awaitLeaders(String name, int partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
    }
    long deadline = System.nanoTime() + SERVED_WITHIN.toNanos();
    while (true) {
      try {
        admin.listOffsets(ends).all().get();
        return;
      } catch (ExecutionException e) {
        // Kafka itself waits for leaders, but not until the broker has heard of the topic.
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() - deadline > 0) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
