package io.saccade.cli.watch;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.KafkaOptions;
import io.saccade.cli.kafka.Topics;
import io.saccade.schemas.HttpSchemaRegistry;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.UnknownSchemaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade watch`. */
@Command(
    name = "watch",
    description = {
      "Prints what arrives: predictions, failures, drift reports, labels, reports on how many "
          + "were right, or the status of models.",
      "",
      "It reads as committed and in no group, so that it disturbs nobody. It waits "
          + "for a topic that does not exist yet, and goes on until Ctrl-C."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade watch predictions",
      "  saccade watch failures --from-beginning --until-end --format json",
      "  saccade watch predictions --limit 10 --bootstrap kafka:9092",
      "  saccade watch status               what every instance does about releases",
      "",
      "JSON is one document a line: the key, the record's fields, and under `record` "
          + "its place in Kafka, its timestamp and its headers."
    })
public final class WatchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "WHAT", description = "What to watch: ${COMPLETION-CANDIDATES}.")
  private Subject subject = Subject.PREDICTIONS;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Read this topic (default: predictions, image-failures, drift-statistics, labels,"
              + " accuracy, model-status).")
  private Optional<String> topic = Optional.empty();

  @Option(
      names = "--from-beginning",
      description = "Start with the oldest record instead of the next.")
  private boolean fromBeginning;

  @Option(names = "--limit", paramLabel = "N", description = "Stop after this many records.")
  private Optional<Long> limit = Optional.empty();

  @Option(
      names = "--until-end",
      description = "Stop at what is the end of the topic when the command starts.")
  private boolean untilEnd;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    if (limit.isPresent() && limit.get() < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit must be at least 1, but was " + limit.get());
    }
    try (StopSignal stop = new StopSignal(Duration.ofSeconds(5));
        HttpSchemaRegistry registry = kafka.schemas()) {
      if (awaitTopic(stop)) {
        try (TopicReader reader = open()) {
          print(reader, view(registry), stop);
        }
      }
    }
    return 0;
  }

  private String name() {
    return topic.orElse(subject.topic());
  }

  /** Waits until the topic exists; false where somebody asked to stop before it did. */
  private boolean awaitTopic(StopSignal stop)
      throws IOException, CommandFailedException, InterruptedException {
    try (Topics topics = Topics.connect(kafka.clients())) {
      boolean told = false;
      while (topics.find(name()).isEmpty()) {
        if (!told) {
          tell("waiting for topic %s, which does not exist yet".formatted(name()));
          told = true;
        }
        if (stop.await(Duration.ofMillis(500))) {
          return false;
        }
      }
      return true;
    }
  }

  private TopicReader open() throws IOException, CommandFailedException {
    TopicReader reader =
        fromBeginning
            ? TopicReader.fromBeginning(name(), kafka.clients())
            : TopicReader.fromEnd(name(), kafka.clients());
    tell("watching topic %s at %s".formatted(name(), kafka.bootstrap()));
    return reader;
  }

  private RecordView view(HttpSchemaRegistry registry) {
    return subject == Subject.FAILURES ? new FailureView() : new AvroView(registry);
  }

  private void print(TopicReader reader, RecordView view, StopSignal stop) throws SchemaException {
    PrintWriter out = spec.commandLine().getOut();
    Map<TopicPartition, Long> ends = untilEnd ? reader.ends() : Map.of();
    long left = limit.orElse(Long.MAX_VALUE);
    while (!stop.isAsked() && !out.checkError() && !(untilEnd && reader.isAt(ends))) {
      for (ConsumerRecord<byte[], byte[]> message : reader.poll()) {
        print(message, view, out);
        if (--left == 0) {
          return;
        }
      }
    }
  }

  /** A record that cannot be read is told of, and the rest goes on. */
  private void print(ConsumerRecord<byte[], byte[]> message, RecordView view, PrintWriter out)
      throws SchemaException {
    try {
      out.println(format == OutputFormat.JSON ? view.json(message) : view.line(message));
    } catch (UnreadableValueException | UnknownSchemaException e) {
      tell(
          "%s-%d@%d cannot be shown: %s"
              .formatted(message.topic(), message.partition(), message.offset(), e.getMessage()));
    }
  }

  private void tell(String what) {
    spec.commandLine().getErr().println("saccade: " + what);
  }
}
