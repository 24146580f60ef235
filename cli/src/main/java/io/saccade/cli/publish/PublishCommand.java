package io.saccade.cli.publish;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.files.ImageFiles;
import io.saccade.cli.kafka.KafkaOptions;
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
      "  saccade publish --by-reference --base-uri https://images.example.com/2026 photos/",
      "  saccade publish --by-reference --base-uri s3://photographs/2026 photos/",
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
      description =
          "Publish the URI and the SHA-256 of each file instead of its bytes. The processor must"
              + " be allowed to fetch it: see its settings source.uri.*.")
  private boolean byReference;

  @Option(
      names = "--base-uri",
      paramLabel = "URI",
      description =
          "With --by-reference: where the files are to be had. What lies at sub/1.jpg below a"
              + " folder that is named here is at URI/sub/1.jpg. Of https:, http:, s3: or file:;"
              + " without it, the URI says where the file is on this machine.")
  private Optional<String> baseUri = Optional.empty();

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
    if (baseUri.isPresent() && !byReference) {
      throw new ParameterException(
          spec.commandLine(), "--base-uri says where images are fetched: add --by-reference");
    }
    ImageFiles files = ImageFiles.of(paths);
    EventSource events = events(files);
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
      PublishReport report = publisher.publish(events, keys(), rate, stop);
      spec.commandLine()
          .getOut()
          .println(format == OutputFormat.JSON ? report.json() : report.line());
      return report.failed() == 0 ? 0 : 1;
    }
  }

  private EventSource events(ImageFiles files) throws IOException, CommandFailedException {
    Clock clock = Clock.systemUTC();
    FileEvents events =
        byReference
            ? FileEvents.byReference(files.files(), repeat, clock, references(files))
            : FileEvents.inline(files.files(), repeat, clock);
    return events.with(new EventAttributes(attributes, labelled));
  }

  private FileReferences references(ImageFiles files) throws IOException, CommandFailedException {
    if (baseUri.isEmpty()) {
      return FileReferences.here(files.files());
    }
    return FileReferences.below(baseUri(baseUri.get()), files.files());
  }

  private BaseUri baseUri(String text) {
    try {
      return BaseUri.of(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--base-uri " + e.getMessage(), e);
    }
  }

  private StreamKeys keys() {
    return key.map(StreamKeys::one).orElseGet(() -> StreamKeys.cameras(cameras));
  }

  private Topic requireTopic() throws IOException, CommandFailedException, InterruptedException {
    return create
        ? kafka.topicOrMade(new Topic(topic, PARTITIONS, MAX_MESSAGE_BYTES))
        : kafka.topic(topic, "start `saccade process`, which creates its topics, or add --create");
  }

  private void requirePositive(int value, String option) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), option + " must be at least 1, but was " + value);
    }
  }
}
