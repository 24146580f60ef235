package io.saccade.processor;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka's own clients; but no poll of a main consumer brings more bytes than its share. */
final class StreamsClients implements KafkaClientSupplier {

  private final long pollBytes;

  /**
   * Clients.
   *
   * @param pollBytes the most bytes of the records of one poll
   */
  StreamsClients(long pollBytes) {
    this.pollBytes = pollBytes;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new SharingConsumer(config, new PollShare(pollBytes));
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plain(config);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static final class SharingConsumer extends KafkaConsumer<byte[], byte[]> {

    private final PollShare share;

    SharingConsumer(Map<String, Object> config, PollShare share) {
      super(config, new ByteArrayDeserializer(), share);
      this.share = share;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      share.begin();
      return super.poll(timeout);
    }
  }
}
