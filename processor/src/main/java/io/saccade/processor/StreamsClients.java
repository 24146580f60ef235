package io.saccade.processor;

import io.saccade.processor.lookahead.LookAheadInterceptor;
import io.saccade.processor.lookahead.Tenure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's own clients; but no poll of a main consumer brings more bytes than its share, and its
 * interceptor learns the generation of the group.
 */
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
    Generation generation = new Generation();
    Map<String, Object> all = new HashMap<>(config);
    all.put(LookAheadInterceptor.GENERATION, generation);
    SharingConsumer consumer = new SharingConsumer(all, new PollShare(pollBytes));
    generation.consumer = consumer;
    return consumer;
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

  /** Of the group, as a consumer knows it. Asked by the thread that polls, within the poll. */
  private static final class Generation implements IntSupplier {

    private @Nullable Consumer<byte[], byte[]> consumer;

    @Override
    public int getAsInt() {
      Consumer<byte[], byte[]> of = consumer;
      return of == null ? Tenure.UNKNOWN : of.groupMetadata().generationId();
    }
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
