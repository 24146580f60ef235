package io.saccade.cli.faults;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics of a run from their beginning with {@code read_committed}, as any consumer
 * would, and keeps the ledger. Started with the load it is the live consumer; started afterwards it
 * checks again what is there for good.
 */
public final class Verifier implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Stage stage;
  private final DeliveryLedger ledger = new DeliveryLedger();
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean stopped;

  private Verifier(Stage stage) {
    this.stage = stage;
    this.thread = new Thread(this::run, "verifier-of-" + stage.name());
    thread.setDaemon(true);
  }

  public static Verifier start(Stage stage) {
    Verifier verifier = new Verifier(stage);
    verifier.thread.start();
    return verifier;
  }

  /** Reads everything that is there once, from the beginning, and judges. */
  public static Verdict judge(Stage stage, BrokerView broker, Duration deadline) throws Exception {
    try (Verifier verifier = start(stage)) {
      return verifier.verdict(broker, deadline);
    }
  }

  /** Waits until everything is read, as far as it goes within the deadline; then judges. */
  public Verdict verdict(BrokerView broker, Duration deadline) throws Exception {
    Set<TopicPartition> all = BrokerView.partitions(stage.topics());
    try {
      Eventually.holds("all is read", deadline, () -> isRead(broker, all));
    } catch (AssertionError e) {
      // What hangs is for the verdict to say.
      if (ended.isCompletedExceptionally()) {
        throw e;
      }
      broker.openTransactions(BrokerView.partitions(stage.outputs())).forEach(System.out::println);
    }
    Set<TopicPartition> outputs = BrokerView.partitions(stage.outputs());
    Map<TopicPartition, Long> committed = broker.ends(outputs, IsolationLevel.READ_COMMITTED);
    broker
        .ends(outputs, IsolationLevel.READ_UNCOMMITTED)
        .forEach(
            (partition, end) ->
                ledger.end(partition.toString(), committed.getOrDefault(partition, -1L), end));
    return ledger.verdict();
  }

  @Override
  public void close() {
    stopped = true;
    boolean unused = ended.exceptionally(thrown -> false).join();
  }

  private boolean isRead(BrokerView broker, Set<TopicPartition> all) throws Exception {
    if (ended.isDone()) {
      return ended.get();
    }
    return broker.ends(all, IsolationLevel.READ_UNCOMMITTED).equals(positions);
  }

  private void run() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", stage.bootstrap(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    try (SerdeFactory serdes =
            SerdeFactory.create(Map.of("schema.registry.url", stage.registry()));
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      AvroReader<Prediction> predictions = serdes.reader(Prediction.class);
      consumer.assign(BrokerView.partitions(stage.topics()));
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          enter(record, predictions);
        }
        for (TopicPartition partition : consumer.assignment()) {
          positions.put(partition, consumer.position(partition));
        }
      }
      ended.complete(true);
    } catch (Exception | Error e) {
      ended.completeExceptionally(e);
    }
  }

  private void enter(ConsumerRecord<byte[], byte[]> record, AvroReader<Prediction> predictions)
      throws Exception {
    String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    if (record.topic().equals(stage.images())) {
      ledger.input(new Coordinates(record.topic(), record.partition(), record.offset()), key);
      return;
    }
    Coordinates source =
        record.topic().equals(stage.predictions())
            ? source(predictions.read(record.value()).getSource())
            : source(record);
    ledger.output(new Output(record.topic(), source, key, digest(record.value())));
  }

  private static Coordinates source(SourceCoordinates source) {
    return new Coordinates(source.getTopic(), source.getPartition(), source.getOffset());
  }

  static Coordinates source(ConsumerRecord<byte[], byte[]> failure) {
    return new Coordinates(
        header(failure, "saccade.source.topic"),
        Integer.parseInt(header(failure, "saccade.source.partition")),
        Long.parseLong(header(failure, "saccade.source.offset")));
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null) {
      throw new AssertionError("no header " + name + " in " + record.headers());
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  static String digest(byte @Nullable [] value) throws Exception {
    return value == null
        ? "none"
        : HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
  }
}
