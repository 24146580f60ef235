package io.saccade.cli.failures;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.Connections;
import io.saccade.cli.kafka.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `saccade failures list`. */
@Command(
    name = "list",
    description = {
      "Lists failures, the oldest first, whether they were replayed, and how many there are of "
          + "each code.",
      "",
      "It reads as committed and in no group, so that it disturbs nobody, up to what is the end "
          + "when it starts."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade failures list --summary",
      "  saccade failures list --code IMAGE_CORRUPT --key camera-02 --since=-1d",
      "  saccade failures list --format json > failures.jsonl",
      "",
      "JSON is one document a line, and a last one with the counts."
    })
final class ListCommand implements Callable<Integer> {

  private static final Duration GRACE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private TopicOptions topics = new TopicOptions();
  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(names = "--summary", description = "Only say how many there are of each code.")
  private boolean summary;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() throws IOException, CommandFailedException, InterruptedException {
    Selection selected = selection.selection(Instant.now());
    Map<String, Object> clients = topics.clients();
    try (StopSignal stop = new StopSignal(GRACE);
        Topics cluster = Topics.connect(clients)) {
      Topics.Topic failures = topics.requireFailures(cluster);
      Replays replays = Replays.read(topics, cluster, clients);
      try (FailureLog log = FailureLog.open(failures.name(), selected.from(), clients)) {
        print(log, selected, replays, stop);
      }
      return 0;
    } catch (KafkaException e) {
      throw Connections.failed(e);
    }
  }

  private void print(FailureLog log, Selection selected, Replays replays, StopSignal stop) {
    PrintWriter out = spec.commandLine().getOut();
    Tally tally = new Tally();
    long left = selected.limit();
    if (!summary && format == OutputFormat.TABLE) {
      out.println(Lines.HEAD);
    }
    Optional<List<Failure>> next = log.next();
    while (next.isPresent() && left > 0 && !stop.isAsked() && !out.checkError()) {
      for (Failure failure : next.get()) {
        if (left > 0 && selected.has(failure)) {
          left--;
          print(failure, replays.of(failure.place()), tally, out);
        }
      }
      next = log.next();
    }
    if (format == OutputFormat.JSON) {
      out.println(tally.json());
    } else {
      if (!summary) {
        out.println();
      }
      tally.lines().forEach(out::println);
    }
    out.flush();
  }

  private void print(Failure failure, Optional<Replayed> replayed, Tally tally, PrintWriter out) {
    tally.add(failure, replayed.isPresent());
    if (!summary) {
      out.println(
          format == OutputFormat.JSON
              ? Lines.json(failure, replayed)
              : Lines.of(failure, replayed));
    }
  }
}
