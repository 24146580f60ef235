package io.saccade.cli.faults;

import io.saccade.cli.kafka.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What the broker knows of one run: where logs end, what is committed, who owns what. */
public final class BrokerView implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 30;
  private static final int MAX_MESSAGE_BYTES = 24 * 1024 * 1024;

  private final Stage stage;
  private final Admin admin;

  public BrokerView(Stage stage) {
    this.stage = stage;
    this.admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrap()));
  }

  /** Creates them and waits until they are served: who publishes earlier is refused, for long. */
  public void createTopics() throws Exception {
    try (Topics topics = Topics.connect(Map.of("bootstrap.servers", stage.bootstrap()))) {
      for (String topic : stage.topics()) {
        topics.create(topic, Stage.PARTITIONS, MAX_MESSAGE_BYTES);
      }
    }
  }

  /**
   * Lets topics take records of any time, as their owner may; brokers refuse the future else, and
   * soon delete what is of the distant past.
   */
  void takeAnyTime(Collection<String> topics) throws Exception {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String topic : topics) {
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic),
          List.of(
              set(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE)),
              set(TopicConfig.RETENTION_MS_CONFIG, "-1")));
    }
    admin.incrementalAlterConfigs(changes).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  /** All partitions of these topics of the run. */
  public static Set<TopicPartition> partitions(Collection<String> topics) {
    return topics.stream()
        .flatMap(
            topic ->
                IntStream.range(0, Stage.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition)))
        .collect(Collectors.toSet());
  }

  /** Where logs end, for those who read all of them or only what is committed. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, IsolationLevel level)
      throws Exception {
    return admin
        .listOffsets(
            partitions.stream()
                .collect(Collectors.toMap(Function.identity(), any -> OffsetSpec.latest())),
            new ListOffsetsOptions(level))
        .all()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /** One sentence for each transaction that holds these partitions back. */
  List<String> openTransactions(Collection<TopicPartition> partitions) throws Exception {
    return new OpenTransactions(admin).of(partitions);
  }

  /** How many events of these partitions of the images topic the group has not committed. */
  long lag(Collection<TopicPartition> partitions) throws Exception {
    // Committed first: what is added in between must not be taken for progress.
    Map<TopicPartition, Long> committed = committed();
    long lag = 0;
    for (Map.Entry<TopicPartition, Long> end :
        ends(partitions, IsolationLevel.READ_UNCOMMITTED).entrySet()) {
      lag += end.getValue() - committed.getOrDefault(end.getKey(), 0L);
    }
    return lag;
  }

  /** How many events of the whole images topic the group has not committed. */
  public long lag() throws Exception {
    return lag(partitions(List.of(stage.images())));
  }

  /** How many events of these partitions of the images topic the group has committed. */
  long done(Collection<TopicPartition> partitions) throws Exception {
    Map<TopicPartition, Long> committed = committed();
    return partitions.stream().mapToLong(at -> committed.getOrDefault(at, 0L)).sum();
  }

  private Map<TopicPartition, Long> committed() throws Exception {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(stage.name())
            .partitionsToOffsetAndMetadata()
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            offsets.put(partition, offset.offset());
          }
        });
    return offsets;
  }

  /** The partitions of the images topic by the client that owns them, while the group is stable. */
  public Optional<Map<String, Set<TopicPartition>>> owners() throws Exception {
    Map<String, Set<TopicPartition>> owners = new HashMap<>();
    Optional<ConsumerGroupDescription> group = group();
    if (group.isEmpty() || group.get().groupState() != GroupState.STABLE) {
      return Optional.empty();
    }
    for (MemberDescription member : group.get().members()) {
      // Kafka Streams names the consumer of each thread after the client.
      String client = member.clientId().replaceFirst("-StreamThread-.*", "");
      owners
          .computeIfAbsent(client, any -> new HashSet<>())
          .addAll(member.assignment().topicPartitions());
    }
    return Optional.of(owners);
  }

  private Optional<ConsumerGroupDescription> group() throws Exception {
    try {
      return admin
          .describeConsumerGroups(List.of(stage.name()))
          .all()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .findFirst();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
