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
import io.saccade.schemas.avro.DriftReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which reports, where they are, and how to print them. */
final class ReportOptions {

  private static final int SHORTEST_HASH = 8;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "drift-statistics",
      description = "The topic of reports (default: ${DEFAULT-VALUE}).")
  private String topic = "";

  @Option(names = "--model", paramLabel = "NAME", description = "Only this model.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Only this stream key, where the processor tells streams apart.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--version",
      paramLabel = "V",
      description = "Only this version of the model, or the hash that its bundle's begins with.")
  private Optional<String> version = Optional.empty();

  /** Where Kafka and the registry are. */
  KafkaOptions kafka() {
    return kafka;
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  /** How to print them. */
  OutputFormat format() {
    return format;
  }

  /**
   * All reports that are asked for and there now, those of a stream in their order.
   *
   * @param scale only windows of this length, as reports say it
   * @throws CommandFailedException if there are none
   */
  List<DriftReport> read(Optional<String> scale)
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    requireTopic();
    List<DriftReport> reports = new ArrayList<>();
    try (SerdeFactory serdes = kafka.serdes();
        TopicReader reader = TopicReader.fromBeginning(topic, kafka.clients())) {
      AvroReader<DriftReport> avro = serdes.reader(DriftReport.class);
      Map<TopicPartition, Long> ends = reader.ends();
      while (!reader.isAt(ends)) {
        for (ConsumerRecord<byte[], byte[]> message : reader.poll()) {
          add(reports, avro, message);
        }
      }
    }
    reports.removeIf(
        report ->
            model.filter(name -> !name.equals(report.getModel())).isPresent()
                || key.filter(name -> !name.equals(report.getStreamKey())).isPresent()
                || version.filter(name -> !isOf(report, name)).isPresent()
                || scale.filter(name -> !name.equals(report.getScale())).isPresent());
    if (reports.isEmpty()) {
      throw new CommandFailedException(
          "there are no such reports on %s; a processor writes them once a window of images has"
                  .formatted(topic)
              + " ended, for models whose bundle has a reference (see `saccade model profile`)");
    }
    reports.sort(Comparator.comparing(DriftReport::getEnd));
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

  /** A record that is no report is left out: the topic is not ours alone to write. */
  private static void add(
      List<DriftReport> reports,
      AvroReader<DriftReport> avro,
      ConsumerRecord<byte[], byte[]> message)
      throws SchemaException {
    if (message.value() != null) {
      try {
        reports.add(avro.read(message.value()));
      } catch (CorruptRecordException e) {
        // Not ours.
      }
    }
  }

  private static boolean isOf(DriftReport report, String version) {
    return version.equals(report.getVersion())
        || (version.length() >= SHORTEST_HASH && report.getSha256().startsWith(version));
  }
}
