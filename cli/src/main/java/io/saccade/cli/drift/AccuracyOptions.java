package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.KafkaOptions;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.watch.TopicReader;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.AccuracyReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which reports on labelled predictions, and where they are. */
final class AccuracyOptions {

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "accuracy",
      description = "The topic of reports (default: ${DEFAULT-VALUE}).")
  private String topic = "";

  @Option(names = "--model", paramLabel = "NAME", description = "Only this model.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Only this stream key, where the processor tells streams apart.")
  private Optional<String> key = Optional.empty();

  /**
   * The last report on each window that is asked for, those of a stream in order of their windows.
   *
   * @throws CommandFailedException if there are none
   */
  List<AccuracyReport> read()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    requireTopic();
    Map<String, AccuracyReport> last = new TreeMap<>();
    try (SerdeFactory serdes = kafka.serdes();
        TopicReader reader = TopicReader.fromBeginning(topic, kafka.clients())) {
      AvroReader<AccuracyReport> avro = serdes.reader(AccuracyReport.class);
      Map<TopicPartition, Long> ends = reader.ends();
      while (!reader.isAt(ends)) {
        for (ConsumerRecord<byte[], byte[]> message : reader.poll()) {
          add(last, avro, message);
        }
      }
    }
    List<AccuracyReport> reports = new ArrayList<>(last.values());
    reports.removeIf(
        report ->
            model.filter(name -> !name.equals(report.getModel())).isPresent()
                || key.filter(name -> !name.equals(report.getStreamKey())).isPresent());
    if (reports.isEmpty()) {
      throw new CommandFailedException(
          "there are no such reports on %s; a processor with labels.enabled=on writes them once"
                  .formatted(topic)
              + " labels have come (see `saccade labels`)");
    }
    reports.sort(
        Comparator.comparing((AccuracyReport report) -> report.getModel().isEmpty())
            .thenComparing(AccuracyReport::getModel)
            .thenComparing(AccuracyReport::getSha256)
            .thenComparing(AccuracyReport::getStreamKey)
            .thenComparing(AccuracyReport::getScale)
            .thenComparing(AccuracyReport::getStart));
    return reports;
  }

  private void requireTopic() throws IOException, CommandFailedException, InterruptedException {
    try (Topics topics = Topics.connect(kafka.clients())) {
      if (topics.find(topic).isEmpty()) {
        throw new CommandFailedException(
            "there is no topic %s at %s; name it with --topic".formatted(topic, kafka.bootstrap()));
      }
    }
  }

  /** A later report replaces the one before; what is no report is not ours. */
  private static void add(
      Map<String, AccuracyReport> last,
      AvroReader<AccuracyReport> avro,
      ConsumerRecord<byte[], byte[]> message)
      throws SchemaException {
    if (message.value() != null && message.key() != null) {
      try {
        last.put(new String(message.key(), StandardCharsets.UTF_8), avro.read(message.value()));
      } catch (CorruptRecordException e) {
        // Not ours.
      }
    }
  }
}
