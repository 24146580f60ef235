package io.saccade.cli.faults;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.ImageLabel;
import io.saccade.schemas.avro.LabelCounts;
import io.saccade.schemas.avro.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Labels and what comes of them, on one stage. For one thread. */
final class LabelledRun implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Stage stage;
  private final SerdeFactory serdes;
  private final AvroWriter<ImageLabel> writer;
  private final KafkaProducer<String, byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final Following<Prediction> predicted;
  private final Following<AccuracyReport> reported;
  private final Map<String, String> predictions = new TreeMap<>();
  private final Map<String, AccuracyReport> reports = new TreeMap<>();

  /** What the reports on all hours come to together. */
  record Sums(
      long predictions,
      long labelled,
      long right,
      long contradicting,
      long unknownClass,
      long received,
      long matched,
      long unmatched,
      long refused) {

    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0);

    Sums plus(AccuracyReport report) {
      LabelCounts labels = report.getLabels();
      return new Sums(
          predictions + report.getPredictions(),
          labelled + report.getLabelled(),
          right + report.getRight(),
          contradicting + report.getContradicting(),
          unknownClass + report.getUnknownClass(),
          received + (labels == null ? 0 : labels.getReceived()),
          matched + (labels == null ? 0 : labels.getMatched()),
          unmatched + (labels == null ? 0 : labels.getUnmatched()),
          refused + (labels == null ? 0 : labels.getRefused()));
    }
  }

  LabelledRun(Stage stage) throws Exception {
    this.stage = stage;
    this.serdes = SerdeFactory.create(Map.of("schema.registry.url", stage.registry()));
    this.writer = serdes.writer(ImageLabel.class, labels() + "-value");
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stage.bootstrap(), "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer());
    this.predicted = new Following<>(stage, stage.predictions(), serdes.reader(Prediction.class));
    this.reported = new Following<>(stage, accuracy(), serdes.reader(AccuracyReport.class));
  }

  String labels() {
    return stage.name() + "-labels";
  }

  String accuracy() {
    return stage.name() + "-accuracy";
  }

  /** Where commands find all this. */
  List<String> where() {
    return List.of("--bootstrap", stage.bootstrap(), "--registry", stage.registry());
  }

  /** Sends a label. */
  void label(String event, Object trueClass, String source) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    send(writer.write(new ImageLabel(event, trueClass, now, source)));
  }

  /** Sends a record that may be no label. */
  void send(byte @Nullable [] value) {
    sent.add(producer.send(new ProducerRecord<>(labels(), value)));
  }

  /** Waits until the broker has all that was sent. */
  void flush() throws Exception {
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    sent.clear();
  }

  /** What was predicted of each event so far. */
  Map<String, String> predictions() throws Exception {
    for (Prediction prediction : predicted.next()) {
      predictions.put(prediction.getEventId(), prediction.getLabels().get(0).getName());
    }
    return predictions;
  }

  /** What the latest reports on all hours come to. */
  Sums sums() throws Exception {
    for (AccuracyReport report : reported.next()) {
      reports.put(
          report.getSha256() + report.getScale() + report.getStart() + report.getStreamKey(),
          report);
    }
    Sums sums = Sums.NONE;
    for (AccuracyReport report : reports.values()) {
      sums = report.getScale().equals("PT1H") ? sums.plus(report) : sums;
    }
    return sums;
  }

  /** Reads a topic, once and as it grows. */
  private static final class Following<T extends SpecificRecord> implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroReader<T> reader;

    Following(Stage stage, String topic, AvroReader<T> reader) {
      this.reader = reader;
      this.consumer =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", stage.bootstrap(), "isolation.level", "read_committed"),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(at -> new TopicPartition(topic, at.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }

    /** What has come since the last time; waits a little where that is nothing. */
    List<T> next() throws Exception {
      List<T> records = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        records.add(reader.read(record.value()));
      }
      return records;
    }

    @Override
    public void close() {
      consumer.close();
    }
  }

  @Override
  public void close() {
    predicted.close();
    reported.close();
    producer.close(Duration.ofSeconds(5));
    serdes.close();
  }
}
