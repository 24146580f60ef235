package io.saccade.processor;

import io.saccade.processor.lookahead.LookAheadInterceptor;
import io.saccade.processor.lookahead.Tenure;
import io.saccade.processor.topology.DriftOutbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's own clients; but no poll of a main consumer brings more bytes than its share, its
 * interceptor learns the generation of the group, and what images add to windows leaves with the
 * producer of their predictions.
 */
final class StreamsClients implements KafkaClientSupplier {

  private final long pollBytes;
  private final DriftOutbox drift;

  /**
   * Clients.
   *
   * @param pollBytes the most bytes of the records of one poll
   * @param drift what is to be sent before each commit
   */
  StreamsClients(long pollBytes, DriftOutbox drift) {
    this.pollBytes = pollBytes;
    this.drift = drift;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new DriftProducer(config, drift);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return consumer(config, pollBytes);
  }

  /** A consumer whose polls bring no more bytes of records than this. */
  static Consumer<byte[], byte[]> consumer(Map<String, Object> config, long pollBytes) {
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
