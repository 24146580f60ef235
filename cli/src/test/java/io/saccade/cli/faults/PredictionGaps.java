package io.saccade.cli.faults;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads predictions as they come, and keeps for how long none came for each partition of the
 * images. Means something under a steady load on all partitions only. Thread-safe.
 */
final class PredictionGaps implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final Stage stage;
  private final IsolationLevel level;
  private final long[] last = new long[Stage.PARTITIONS];
  private final long[] longest = new long[Stage.PARTITIONS];
  private final long[] furthest = new long[Stage.PARTITIONS];
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean stopped;

  private PredictionGaps(Stage stage, IsolationLevel level) {
    this.stage = stage;
    this.level = level;
    this.thread = new Thread(this::run, "gaps-of-" + stage.name());
    thread.setDaemon(true);
    Arrays.fill(last, System.nanoTime());
    Arrays.fill(furthest, -1);
  }

  /** Starts with what is there. */
  static PredictionGaps start(Stage stage, IsolationLevel level) {
    PredictionGaps gaps = new PredictionGaps(stage, level);
    gaps.thread.start();
    return gaps;
  }

  /** Forgets the gaps of the past; one that goes on counts in full. */
  synchronized void forget() {
    Arrays.fill(longest, 0);
  }

  /** Whether predictions of all events before these ends of the images' partitions have come. */
  synchronized boolean isPast(Map<TopicPartition, Long> ends) {
    if (ended.isCompletedExceptionally()) {
      ended.join();
    }
    return ends.entrySet().stream()
        .allMatch(end -> furthest[end.getKey().partition()] >= end.getValue() - 1);
  }

  /** The longest gap that has ended, of these partitions of the images. */
  synchronized Duration longest(Iterable<TopicPartition> partitions) {
    long most = 0;
    for (TopicPartition partition : partitions) {
      most = Math.max(most, longest[partition.partition()]);
    }
    return Duration.ofNanos(most);
  }

  @Override
  public void close() {
    stopped = true;
    boolean unused = ended.exceptionally(thrown -> false).join();
  }

  private void run() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", stage.bootstrap(),
            "isolation.level", level.name().toLowerCase(Locale.ROOT),
            "auto.offset.reset", "earliest");
    try (SerdeFactory serdes =
            SerdeFactory.create(Map.of("schema.registry.url", stage.registry()));
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      AvroReader<Prediction> predictions = serdes.reader(Prediction.class);
      consumer.assign(BrokerView.partitions(List.of(stage.predictions())));
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          came(predictions.read(record.value()).getSource(), System.nanoTime());
        }
      }
      ended.complete(true);
    } catch (Exception | Error e) {
      ended.completeExceptionally(e);
    }
  }

  private synchronized void came(SourceCoordinates source, long now) {
    int partition = source.getPartition();
    longest[partition] = Math.max(longest[partition], now - last[partition]);
    last[partition] = now;
    furthest[partition] = Math.max(furthest[partition], source.getOffset());
  }
}
