package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.kafka.KafkaOptions;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.watch.TopicReader;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which streams are asked about, where their reports are, and how to print them. */
final class StreamOptions {

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--model", paramLabel = "NAME", description = "Only this model.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Only this stream key, where the processor tells streams apart.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  /**
   * A report as it lies on its topic.
   *
   * @param key the record's key
   */
  record Reported<R>(Optional<byte[]> key, R report) {}

  /** Where Kafka and the registry are. */
  KafkaOptions kafka() {
    return kafka;
  }

  /** How to print them. */
  OutputFormat format() {
    return format;
  }

  /** Whether a stream is one of those that are asked about. */
  boolean cover(String itsModel, String itsKey) {
    return model.map(itsModel::equals).orElse(true) && key.map(itsKey::equals).orElse(true);
  }

  /**
   * All reports that are on a topic now. A record that is none is left out: the topic is not ours
   * alone to write.
   *
   * @throws CommandFailedException if there is no such topic
   */
  <R extends SpecificRecord> List<Reported<R>> read(String topic, Class<R> type)
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    if (!exists(topic)) {
      throw new CommandFailedException(
          "there is no topic %s at %s; name it with --topic".formatted(topic, kafka.bootstrap()));
    }
    List<Reported<R>> reports = new ArrayList<>();
    try (SerdeFactory serdes = kafka.serdes();
        TopicReader reader = TopicReader.fromBeginning(topic, kafka.clients())) {
      AvroReader<R> avro = serdes.reader(type);
      Map<TopicPartition, Long> ends = reader.ends();
      while (!reader.isAt(ends)) {
        for (ConsumerRecord<byte[], byte[]> message : reader.poll()) {
          report(avro, message)
              .ifPresent(
                  report ->
                      reports.add(new Reported<>(Optional.ofNullable(message.key()), report)));
        }
      }
    }
    return reports;
  }

  /** Whether there is such a topic. */
  boolean exists(String topic) throws IOException, CommandFailedException, InterruptedException {
    try (Topics topics = Topics.connect(kafka.clients())) {
      return topics.find(topic).isPresent();
    }
  }

  private static <R extends SpecificRecord> Optional<R> report(
      AvroReader<R> avro, ConsumerRecord<byte[], byte[]> message) throws SchemaException {
    if (message.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(avro.read(message.value()));
    } catch (CorruptRecordException e) {
      return Optional.empty();
    }
  }
}
