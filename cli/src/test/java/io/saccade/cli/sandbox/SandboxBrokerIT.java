package io.saccade.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.saccade.cli.console.CommandFailedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxBrokerIT {

  private static final int LARGE = 20 * 1024 * 1024;

  @TempDir private Path data;

  @Test
  void keepsWhatWasWrittenWhenItIsStartedAgain() throws Exception {
    try (SandboxBroker broker = SandboxBroker.start(0, data)) {
      createTopic(broker, "kept");
      send(broker, "kept", new byte[] {1, 2, 3});
    }
    try (SandboxBroker again = SandboxBroker.start(0, data)) {
      assertThat(readFirst(again, "kept")).containsExactly(1, 2, 3);
    }
  }

  @Test
  void carriesTheLargestImageThatTheProcessorAccepts() throws Exception {
    try (SandboxBroker broker = SandboxBroker.start(0, data)) {
      createTopic(broker, "large");
      send(broker, "large", new byte[LARGE]);

      assertThat(readFirst(broker, "large")).hasSize(LARGE);
    }
  }

  @Test
  void hasTheTransactionsThatExactlyOnceDependsOn() throws Exception {
    try (SandboxBroker broker = SandboxBroker.start(0, data);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      assertThat(
              admin
                  .describeFeatures()
                  .featureMetadata()
                  .get(10, TimeUnit.SECONDS)
                  .finalizedFeatures())
          .hasEntrySatisfying(
              "transaction.version",
              levels -> assertThat(levels.maxVersionLevel()).isEqualTo((short) 2));
    }
  }

  @Test
  void takesTheSamePortAgainAfterAStop() throws Exception {
    String address;
    try (SandboxBroker broker = SandboxBroker.start(0, data)) {
      address = broker.bootstrap();
    }
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    try (SandboxBroker again = SandboxBroker.start(port, data)) {
      assertThat(again.bootstrap()).isEqualTo(address);
    }
  }

  @Test
  void namesTheFlagWhereThePortIsTaken() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      assertThatExceptionOfType(CommandFailedException.class)
          .isThrownBy(() -> SandboxBroker.start(taken.getLocalPort(), data))
          .withMessage(
              "port %d is in use; choose another with --kafka-port (0 picks a free one)",
              taken.getLocalPort());
    }
  }

  private static void createTopic(SandboxBroker broker, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin
          .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
          .all()
          .get(10, TimeUnit.SECONDS);
    }
  }

  private static void send(SandboxBroker broker, String topic, byte[] value) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrap(), "max.request.size", LARGE + 1_000_000);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get(10, TimeUnit.SECONDS);
    }
  }

  private static byte[] readFirst(SandboxBroker broker, String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrap(), "auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(10));
      return records.records(partition).get(0).value();
    }
  }
}
