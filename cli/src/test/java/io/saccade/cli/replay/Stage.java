package io.saccade.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.model.GoldenImages;
import io.saccade.cli.model.LocalModels;
import io.saccade.cli.sandbox.Sandbox;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A sandbox, and a processor whose versions give the same colours different names. */
final class Stage implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Path folder;
  private final Sandbox sandbox;
  private final SerdeFactory serdes;
  private final AvroReader<Prediction> reader;

  private Stage(Path folder, Sandbox sandbox) throws Exception {
    this.folder = folder;
    this.sandbox = sandbox;
    this.serdes = SerdeFactory.create(Map.of("schema.registry.url", sandbox.registry()));
    this.reader = serdes.reader(Prediction.class);
  }

  static Stage start(Path folder) throws Exception {
    return new Stage(folder, Sandbox.start(0, 0, folder.resolve("sandbox")));
  }

  /** The version of this number: its names of colours are moved on by as many. */
  Path version(int number) throws Exception {
    Path path = folder.resolve("models").resolve("colors").resolve(Integer.toString(number));
    if (path.toFile().exists()) {
      return path;
    }
    Bundle plain = ColorModel.bundle("any");
    List<String> labels = new ArrayList<>(ShapeColor.labels());
    Collections.rotate(labels, number - 1);
    Bundle bundle =
        Bundle.of(
            ModelDeclaration.of(
                "colors",
                Integer.toString(number),
                plain.manifest().input(),
                plain.manifest().output()),
            plain.model(),
            labels);
    BundleWriter.write(GoldenImages.record(bundle, new LocalModels()), path, IfPresent.REFUSE);
    return path;
  }

  /** What tells a processor, or a replay of it, where everything is. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap", sandbox.bootstrap());
    settings.put("registry.url", sandbox.registry());
    settings.put("tuning", "fixed");
    settings.put("lanes", "2");
    settings.put("batch.size", "4");
    settings.put("memory.budget", "128MiB");
    settings.put("bundle.roots", folder.resolve("models").toString());
    settings.put("state.dir", folder.resolve("state").toString());
    return settings;
  }

  /** A processor that serves version 1 until there is a release. */
  SaccadeProcessor processor() throws Exception {
    Map<String, String> settings = settings();
    settings.put("model.bundle", version(1).toString());
    settings.put("topics.create", "true");
    settings.put("deterministic", "true");
    SaccadeProcessor processor =
        SaccadeProcessor.start(ProcessorSettings.load(null, Map.of(), settings));
    assertThat(processor.awaitRunning(SOON)).isTrue();
    return processor;
  }

  /** Publishes drawn images under a few keys. */
  void publish(int count) throws Exception {
    Path images = folder.resolve("images-" + count);
    if (!images.toFile().exists()) {
      Path unused = Samples.images(images, count);
    }
    succeeds(at("publish", "--create", "--cameras", "7", images.toString()));
  }

  /** The predictions of the live topic, once there are so many. */
  List<JsonNode> predictions(int count) throws Exception {
    return documents(
        succeeds(
            at(
                "watch",
                "predictions",
                "--from-beginning",
                "--limit",
                Integer.toString(count),
                "--format",
                "json")));
  }

  /** Runs a release command, and waits until the processor serves it. */
  void release(String... options) {
    List<String> all = new ArrayList<>(List.of("release", "set", "--model", "colors"));
    all.addAll(List.of(options));
    CliRun unused = succeeds(at(all.toArray(String[]::new)));
  }

  /** Replays with the settings of the processor. */
  CliRun replay(String... options) {
    List<String> all = new ArrayList<>(List.of("replay"));
    settings().forEach((name, value) -> all.addAll(List.of("--set", name + "=" + value)));
    all.addAll(List.of(options));
    return CliRun.of(all.toArray(String[]::new));
  }

  /** The bytes of every prediction of a topic, by the coordinates in them. */
  Map<String, String> bytes(String topic) throws Exception {
    Map<String, String> bytes = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
      bytes.merge(
          read(record.value()).getSource().toString(),
          Fingerprint.of(record.value()).toString(),
          (a, b) -> a + b);
    }
    return bytes;
  }

  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", sandbox.bootstrap(), "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  Prediction read(byte[] value) throws Exception {
    return reader.read(value);
  }

  /** Copies the live predictions, of which one is changed in the last bit of its probability. */
  void tamper(List<ConsumerRecord<byte[], byte[]>> recorded, int which, String topic)
      throws Exception {
    try (Topics topics = Topics.connect(Map.of("bootstrap.servers", sandbox.bootstrap()))) {
      topics.create(topic, 1, 1 << 20);
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", sandbox.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < recorded.size(); i++) {
        byte[] value = recorded.get(i).value();
        producer
            .send(
                new ProducerRecord<>(
                    topic,
                    0,
                    recorded.get(i).timestamp(),
                    null,
                    i == which ? tampered(value) : value))
            .get();
      }
    }
  }

  private byte[] tampered(byte[] value) throws Exception {
    Prediction prediction = read(value);
    List<Label> labels = new ArrayList<>(prediction.getLabels());
    Label first = labels.get(0);
    labels.set(
        0, new Label(first.getIndex(), first.getName(), Math.nextDown(first.getProbability())));
    AvroWriter<Prediction> writer = serdes.writer(Prediction.class, "predictions-value");
    return writer.write(
        new Prediction(
            prediction.getEventId(),
            prediction.getSource(),
            prediction.getModel(),
            labels,
            prediction.getCohort()));
  }

  static CliRun succeeds(CliRun run) {
    if (run.code() != 0) {
      throw new AssertionError(run.out() + run.err());
    }
    return run;
  }

  static List<JsonNode> documents(CliRun run) throws Exception {
    List<JsonNode> documents = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      documents.add(new ObjectMapper().readTree(line));
    }
    return documents;
  }

  private CliRun at(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap", sandbox.bootstrap(), "--registry", sandbox.registry()));
    return CliRun.of(all.toArray(String[]::new));
  }

  @Override
  public void close() throws IOException {
    serdes.close();
    sandbox.close();
  }
}
