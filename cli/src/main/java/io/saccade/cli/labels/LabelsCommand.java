package io.saccade.cli.labels;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.KafkaOptions;
import io.saccade.cli.kafka.Topics.Topic;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ImageLabel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade labels`. */
@Command(
    name = "labels",
    description = {
      "Sends labels: what images truly show, for their predictions to be held against.",
      "",
      "A label names an event, as its prediction does, and its true class. It may come before "
          + "the image or days after it. A processor with labels.enabled=on joins labels with "
          + "predictions; `saccade drift accuracy` says how many were right.",
      "",
      "A table has a line for each label, EVENT,CLASS or EVENT,CLASS,TIME; `saccade watch "
          + "predictions` shows the ids of events. A label of the same source that is newer "
          + "corrects the one before."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade labels truth.csv",
      "  saccade labels --source anna --by-index truth.csv",
      "  saccade labels --from-events images    where events say it themselves, as after:",
      "  saccade publish --label-from-folder flowers/"
    })
public final class LabelsCommand implements Callable<Integer> {

  private static final int PARTITIONS = 12;
  private static final int MAX_MESSAGE_BYTES = 1 << 20;
  private static final String OTHERWISE = "name another, or make the one of labels with --create";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "TABLE", arity = "0..*", description = "Tables of labels.")
  private List<Path> tables = new ArrayList<>();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "labels",
      description = "Where to send them (default: ${DEFAULT-VALUE}).")
  private String topic = "";

  @Option(
      names = "--source",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Who says so. Images that sources disagree about count as neither.")
  private String source = "";

  @Option(
      names = "--by-index",
      description = "Classes in tables are indices in the model's output, from 0, not names.")
  private boolean byIndex;

  @Option(
      names = "--from-events",
      paramLabel = "TOPIC",
      description = "Take labels from the attributes of this topic's events instead of a table.")
  private Optional<String> events = Optional.empty();

  @Option(
      names = "--attribute",
      paramLabel = "KEY",
      defaultValue = "label",
      description = "The attribute of events that says it (default: ${DEFAULT-VALUE}).")
  private String attribute = "";

  @Option(
      names = "--create",
      description = "Create the topic of labels where it is missing, with 12 partitions.")
  private boolean create;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "How to print the summary: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    if (tables.isEmpty() == events.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "name tables of labels, or --from-events, and not both");
    }
    Instant now = Instant.now();
    List<GivenLabel> labels = read(now);
    Topic unused =
        create
            ? kafka.topicOrMade(new Topic(topic, PARTITIONS, MAX_MESSAGE_BYTES))
            : kafka.topic(topic, OTHERWISE);
    try (SerdeFactory serdes = kafka.serdes();
        LabelSender sender =
            LabelSender.connect(
                topic, serdes.writer(ImageLabel.class, topic + "-value"), kafka.clients());
        StopSignal stop = new StopSignal(Duration.ofSeconds(20))) {
      long sent = sender.send(labels, source, stop);
      spec.commandLine()
          .getOut()
          .println(
              format == OutputFormat.JSON
                  ? JsonNodeFactory.instance.objectNode().put("topic", topic).put("sent", sent)
                  : "sent %,d labels to %s".formatted(sent, topic));
    }
    return 0;
  }

  private List<GivenLabel> read(Instant now)
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    if (events.isPresent()) {
      Topic unused = kafka.topic(events.get(), OTHERWISE);
      return new LabelledEvents(kafka, events.get(), attribute).read(now);
    }
    List<GivenLabel> labels = new ArrayList<>();
    for (Path table : tables) {
      labels.addAll(new LabelTable(table, byIndex, now).read());
    }
    return labels;
  }
}
