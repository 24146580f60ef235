package io.saccade.cli.failures;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.Connections;
import io.saccade.cli.kafka.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `saccade failures replay`. */
@Command(
    name = "replay",
    description = {
      "Puts the events of failures back into the topic of events, to be classified again.",
      "",
      "Mend the cause first: docs/failures.md says for each code what that is. An event goes back "
          + "as it was, with its key, value, headers and timestamp, into its partition, behind all "
          + "that stands there now. Three headers tie it to its failure: saccade.replay.of, "
          + "saccade.replay.source and saccade.replay.attempt; what becomes of it carries them on.",
      "",
      "Each failure is replayed once, however often this is run, stopped or killed: that it was is "
          + "recorded in the same transaction. Where a value was too large for its dead letter, "
          + "the event is read where it stood, as long as its topic keeps it."
    },
    exitCodeList = {
      "0:done",
      "1:failed, or an event is kept no more; the message says what to do",
      "2:wrong usage; the message says what was expected",
      "130:stopped by Ctrl-C; what was put back until then is, and the rest can follow"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade failures replay --dry-run         what would be done",
      "  saccade failures replay --code IMAGE_PIXELS,IMAGE_SCANS --since=-2h",
      "  saccade failures replay --key camera-02 --rate 50 --format json"
    })
final class ReplayCommand implements Callable<Integer> {

  private static final Duration GRACE = Duration.ofSeconds(25);
  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private TopicOptions topics = new TopicOptions();
  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      defaultValue = "3",
      description = "Put an event back so often at most (default: ${DEFAULT-VALUE}).")
  private int maxAttempts;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "So many a second at most; 0 for as fast as it goes (default: 0).")
  private double rate;

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  private boolean dryRun;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). JSON is a line for"
              + " each failure, once it is put back, and a last one with the counts.")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() throws IOException, CommandFailedException, InterruptedException {
    requireSense();
    FailureReplay.Order order =
        new FailureReplay.Order(selection.selection(Instant.now()), maxAttempts, rate);
    try (StopSignal stop = new StopSignal(GRACE);
        Topics cluster = Topics.connect(topics.clients())) {
      Map<Fate, Long> counts = run(order, cluster, stop);
      print(counts);
      boolean troubled = counts.keySet().stream().anyMatch(Fate::isTrouble);
      return stop.isAsked() ? INTERRUPTED : troubled ? 1 : 0;
    } catch (KafkaException e) {
      throw Connections.failed(e);
    }
  }

  private void requireSense() {
    if (maxAttempts < 1) {
      throw misused("--max-attempts must be at least 1, but was " + maxAttempts);
    }
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw misused("--rate must be at least 0, but was " + rate);
    }
  }

  private Map<Fate, Long> run(FailureReplay.Order order, Topics cluster, StopSignal stop)
      throws IOException, CommandFailedException, InterruptedException {
    Topics.Topic failures = topics.requireFailures(cluster);
    Topics.Topic images = topics.requireImages(cluster);
    if (dryRun) {
      return run(order, cluster, images, null, stop);
    }
    Replays.prepare(topics.replays(), cluster);
    try (Reinjection reinjection = Reinjection.begin(images, failures.name(), topics.clients())) {
      return run(order, cluster, images, reinjection, stop);
    }
  }

  // What was done is read once transactions can begin: nobody else adds to it from then on.
  private Map<Fate, Long> run(
      FailureReplay.Order order,
      Topics cluster,
      Topics.Topic images,
      @Nullable Reinjection reinjection,
      StopSignal stop)
      throws IOException, CommandFailedException, InterruptedException {
    Map<String, Object> clients = topics.clients();
    Replays replays = Replays.read(topics, cluster, clients);
    try (FailureLog log = FailureLog.open(topics.failures(), order.selection().from(), clients);
        SourceTopic events = new SourceTopic(clients)) {
      FailureReplay.Sources sources = new FailureReplay.Sources(log, replays, events, images);
      return new FailureReplay(order, sources, reinjection, this::tell).run(stop);
    }
  }

  private void tell(Decision decision) {
    if (format == OutputFormat.JSON) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(decision.json());
      out.flush();
    } else if (decision.fate().isTrouble()) {
      spec.commandLine()
          .getErr()
          .println(
              "saccade: %s: %s"
                  .formatted(
                      decision.failure().place(),
                      decision.why().isEmpty() ? decision.fate().words() : decision.why()));
    }
  }

  private void print(Map<Fate, Long> counts) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      ObjectNode fates = node.putObject("counts");
      counts.forEach((fate, count) -> fates.put(fate.name(), count));
      out.println(node.put("dryRun", dryRun));
    } else if (counts.isEmpty()) {
      out.println("there is no failure of this kind");
    } else {
      counts.forEach(
          (fate, count) ->
              out.println(
                  "%,10d  %s%s"
                      .formatted(
                          count,
                          dryRun && fate == Fate.REPLAYED ? "would be " : "",
                          fate.words())));
    }
    out.flush();
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
