package io.saccade.processor.release;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The Kafka clients of a desk, each made when it is first needed. For one thread at a time. */
final class DeskClients implements AutoCloseable {

  private static final String ID = "saccade-releases";

  private final Map<String, Object> settings;
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private @Nullable Admin admin;

  DeskClients(Map<String, Object> settings) {
    this.settings = Map.copyOf(settings);
  }

  KafkaConsumer<byte[], byte[]> consumer() {
    if (consumer == null) {
      Map<String, Object> own = own();
      own.put("isolation.level", "read_committed");
      own.put("enable.auto.commit", false);
      own.put("allow.auto.create.topics", false);
      own.put("auto.offset.reset", "earliest");
      own.remove("group.id");
      consumer = new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
    return consumer;
  }

  KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      Map<String, Object> own = own();
      own.put("acks", "all");
      own.put("enable.idempotence", true);
      own.putIfAbsent("max.block.ms", 15_000);
      own.putIfAbsent("delivery.timeout.ms", 30_000);
      own.putIfAbsent("linger.ms", 0);
      own.remove("transactional.id");
      producer = new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  /** The ids of the clients that are members of these groups now. */
  Map<String, Set<String>> members(Set<String> groups) throws InterruptedException {
    Map<String, Set<String>> members = new HashMap<>();
    for (String group : groups) {
      members.put(group, members(group));
    }
    return members;
  }

  private Set<String> members(String group) throws InterruptedException {
    Set<String> ids = new HashSet<>();
    try {
      admin()
          .describeConsumerGroups(List.of(group))
          .all()
          .get()
          .values()
          .forEach(found -> found.members().forEach(member -> ids.add(member.clientId())));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw failed(e);
      }
      ids.addAll(streamsMembers(group));
    }
    return ids;
  }

  /** Groups of Kafka Streams' own protocol are no consumer groups. */
  private Set<String> streamsMembers(String group) throws InterruptedException {
    Set<String> ids = new HashSet<>();
    try {
      admin()
          .describeStreamsGroups(List.of(group))
          .all()
          .get()
          .values()
          .forEach(found -> found.members().forEach(member -> ids.add(member.clientId())));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw failed(e);
      }
    }
    return ids;
  }

  /** Tells whether a topic is still the same one. */
  TopicIdentity identity(String topic) {
    return new TopicIdentity(admin(), topic);
  }

  private Admin admin() {
    if (admin == null) {
      Map<String, Object> own = own();
      own.putIfAbsent("default.api.timeout.ms", 15_000);
      own.putIfAbsent("request.timeout.ms", 10_000);
      admin = Admin.create(own);
    }
    return admin;
  }

  private Map<String, Object> own() {
    Map<String, Object> own = new HashMap<>(settings);
    own.put("client.id", ID);
    own.putIfAbsent("reconnect.backoff.ms", 1_000);
    own.putIfAbsent("reconnect.backoff.max.ms", 5_000);
    return own;
  }

  static KafkaException failed(ExecutionException e) {
    return e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
    if (producer != null) {
      producer.close();
    }
    if (admin != null) {
      admin.close();
    }
  }
}
