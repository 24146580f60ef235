package io.saccade.cli.publish;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.files.ImageFiles;
import io.saccade.cli.kafka.KafkaOptions;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.kafka.Topics.Topic;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade publish`. */
@Command(
    name = "publish",
    description = {
      "Publishes images as events.",
      "",
      "A file that is named is published whatever is in it. Of a folder, every file below "
          + "it is, in the order of the paths, except texts and hidden files."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade publish photos/",
      "  saccade publish --key entrance --rate 25 --repeat 100 photos/*.jpg",
      "  saccade publish --by-reference --create --format json photos/",
      "  saccade publish --topic labelled --create --label-from-folder flowers/",
      "",
      "Exits with 1 where an event could not be published; the others are."
    })
public final class PublishCommand implements Callable<Integer> {

  private static final int PARTITIONS = 12;
  private static final int MAX_MESSAGE_BYTES = 11 * 1024 * 1024;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Image files, and folders of them.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "images",
      description = "Where to publish (default: ${DEFAULT-VALUE}).")
  private String topic = "";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The key of every event. Without it events go round --cameras keys.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "12",
      description =
          "How many keys events go round: camera-01 to camera-N (default: ${DEFAULT-VALUE}).")
  private int cameras;

  @Option(
      names = "--by-reference",
      description = "Publish the URI and the SHA-256 of each file instead of its bytes.")
  private boolean byReference;

  @Option(
      names = "--attribute",
      paramLabel = "KEY=VALUE",
      description = "Say this of every image, in its event's attributes. May be repeated.")
  private Map<String, String> attributes = new TreeMap<>();

  @Option(
      names = "--label-from-folder",
      description =
          "Say in the attribute \"label\" that an image shows what its folder is named for: for"
              + " `saccade train --data kafka:TOPIC`.")
  private boolean labelled;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Events a second; 0 is as fast as it goes (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often to publish all of it (default: ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--create",
      description = "Create the topic where it is missing, with 12 partitions and room for 11 MiB.")
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
    requirePositive(cameras, "--cameras");
    requirePositive(repeat, "--repeat");
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new ParameterException(
          spec.commandLine(), "--rate must be 0 or a number of events a second, but was " + rate);
    }
    ImageFiles files = ImageFiles.of(paths);
    Topic found = requireTopic();
    try (SerdeFactory serdes = kafka.serdes();
        Publisher publisher =
            Publisher.connect(
                found,
                serdes.writer(ImageEvent.class, topic + "-value"),
                kafka.clients(),
                new Complaints(spec.commandLine().getErr()));
        StopSignal stop = new StopSignal(Duration.ofSeconds(20))) {
      if (files.skipped() > 0) {
        spec.commandLine().getErr().println(files.skippedLine());
      }
      PublishReport report = publisher.publish(events(files), keys(), rate, stop);
      spec.commandLine()
          .getOut()
          .println(format == OutputFormat.JSON ? report.json() : report.line());
      return report.failed() == 0 ? 0 : 1;
    }
  }

  private EventSource events(ImageFiles files) {
    FileEvents events =
        byReference
            ? FileEvents.byReference(files.files(), repeat, Clock.systemUTC())
            : FileEvents.inline(files.files(), repeat, Clock.systemUTC());
    return events.with(new EventAttributes(attributes, labelled));
  }

  private StreamKeys keys() {
    return key.map(StreamKeys::one).orElseGet(() -> StreamKeys.cameras(cameras));
  }

  private Topic requireTopic() throws IOException, CommandFailedException, InterruptedException {
    try (Topics topics = Topics.connect(kafka.clients())) {
      Optional<Topic> found = topics.find(topic);
      if (found.isEmpty() && create) {
        topics.create(topic, PARTITIONS, MAX_MESSAGE_BYTES);
        return new Topic(topic, PARTITIONS, MAX_MESSAGE_BYTES);
      }
      return found.orElseThrow(
          () ->
              new CommandFailedException(
                  "there is no topic %s at %s; start `saccade process`, which creates its topics, or add --create"
                      .formatted(topic, kafka.bootstrap())));
    }
  }

  private void requirePositive(int value, String option) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), option + " must be at least 1, but was " + value);
    }
  }
}
