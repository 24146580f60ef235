package io.saccade.cli.why;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.kafka.KafkaOptions;
import io.saccade.cli.kafka.Moment;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `saccade why`. */
@Command(
    name = "why",
    description = {
      "Tells the story of one event: where it is, who answered it and why so, how long each step "
          + "took, which window of drift it is in, or what is wrong with it.",
      "",
      "All of it is read off topics and headers, in no group, so that it disturbs nobody. The "
          + "events of the last day are searched, the newest first; --around finds an older one "
          + "quickly, and so does --key. A place such as images-3@127 needs no search."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade why mh7a2k-000127-red",
      "  saccade why images-3@127",
      "  saccade why order-4711 --around 2026-11-22T10:00:00Z --key camera-02",
      "  saccade why order-4711 --from earliest --format json",
      "",
      "Exits with 1 where the event, or what came of it, is not to be found."
    })
public final class WhyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private WhyOptions options = new WhyOptions();

  @Parameters(
      paramLabel = "EVENT",
      description = "The event's id, or its place in its topic: images-3@127.")
  private String event = "";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The key of the event: then one partition of each topic is searched.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--around",
      paramLabel = "MOMENT",
      converter = Moment.Converter.class,
      description =
          "Search a quarter of an hour around this time of the event: " + Moment.ALLOWED + ".")
  private Optional<Moment> around = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "MOMENT",
      converter = Moment.Converter.class,
      description = "Search back to this time of the event; the same (default: -1d).")
  private Optional<Moment> from = Optional.empty();

  @Option(
      names = "--at-most",
      paramLabel = "N",
      defaultValue = "5000000",
      description = "Look at so many records in one search (default: ${DEFAULT-VALUE}).")
  private long atMost;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    if (around.isPresent() && from.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--around and --from exclude each other");
    }
    if (atMost < 1) {
      throw new ParameterException(
          spec.commandLine(), "--at-most must be at least 1, but was " + atMost);
    }
    Map<String, Object> clients = kafka.clients();
    WhyTopics topics = options.topics();
    byte[] bytes = key.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
    try (SerdeFactory serdes = kafka.serdes();
        Offsets offsets = Offsets.of(clients);
        TopicScan scan = new TopicScan(clients, atMost)) {
      Story story =
          new Inquiry(new Inquiry.Place(clients, serdes, topics, options.group()), offsets, scan)
              .tell(
                  new Inquiry.Question(
                      EventName.of(event, topics.images()),
                      bytes,
                      Reach.of(from, around, Instant.now())));
      print(story);
      return story.isTold() ? 0 : 1;
    }
  }

  private void print(Story story) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      out.println(StoryJson.of(story));
    } else {
      StoryText.of(story).forEach(out::println);
    }
    out.flush();
  }
}
