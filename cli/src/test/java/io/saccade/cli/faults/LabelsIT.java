package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliProcess;
import io.saccade.cli.CliRun;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.sandbox.Sandbox;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.processor.telemetry.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What labels come to is exact, whether they come before or after, and who is killed meanwhile. */
final class LabelsIT {

  private static final Duration DONE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 3;
  private static final int MAX_MESSAGE_BYTES = 4 << 20;
  // So many events are published before the kill, and as many after it.
  private static final int HALF = 400;
  private static final int STRANGERS = 7;
  private static final int GARBAGE = 5;

  @TempDir private Path folder;
  private List<String> classes = List.of();

  @Test
  void labelsAreJoinedExactlyOnceThroughAKill() throws Exception {
    Bundle bundle = DriftReference.bundle();
    classes = bundle.labels();
    BundleWriter.write(bundle, folder.resolve("bundle"), IfPresent.REFUSE);
    try (Sandbox sandbox = Sandbox.start(0, 0, folder.resolve("sandbox"))) {
      Stage stage = new Stage("labelled", sandbox.bootstrap(), sandbox.registry());
      createTopics(stage);
      try (LabelledRun run = new LabelledRun(stage);
          EventLoad load = new EventLoad(stage, 1);
          Fleet fleet = new Fleet(stage, program(run), folder)) {
        CliProcess process = joinThroughAKill(run, load, fleet);
        LabelledRun.Sums expected = expected(run);
        Eventually.holds(
            "the reports come to " + expected,
            DONE,
            () -> {
              fleet.requireAlive();
              return run.sums().equals(expected);
            });
        explains(run, expected);
        requireMetrics(Scrape.of(Scrape.address(process)));
        requireJson(process);
        long joined = expected.labelled() + expected.contradicting() + expected.unknownClass();
        assertThat(NaiveJoin.joined(stage, run.labels(), HALF)).isPositive().isLessThan(joined);
        assertThat(run.sums()).as("a while later").isEqualTo(expected);
      }
    }
  }

  /** Labels before predictions, a kill with both in the stores, and labels after. */
  private CliProcess joinThroughAKill(LabelledRun run, EventLoad load, Fleet fleet)
      throws Exception {
    label(run, 0, HALF / 2);
    run.flush();
    load.publish(HALF);
    String client = fleet.client(0);
    var unused = fleet.start(client);
    Eventually.holds(
        "the first predictions are reported on",
        DONE,
        () -> {
          fleet.requireAlive();
          return run.sums().labelled() > 0;
        });
    fleet.kill(client);
    label(run, HALF / 2, HALF);
    label(run, HALF + HALF / 2, 2 * HALF);
    load.publish(HALF);
    CliProcess process = fleet.start(client);
    for (int i = 0; i < GARBAGE; i++) {
      run.send(new byte[] {0, 1, 2});
    }
    run.send(null);
    run.flush();
    Eventually.holds("all is predicted", DONE, () -> run.predictions().size() == 2 * HALF);
    byTable(run);
    return process;
  }

  /** Whoever scrapes sees how many were right. */
  private static void requireMetrics(Scrape scrape) {
    assertThat(scrape.unknown()).isEmpty();
    assertThat(scrape.present()).contains(Metric.LABELS_ACCURACY, Metric.LABELS_JOINED);
    assertThat(scrape.of("saccade_labels_accuracy_ratio", "version", "1", "scope", "PT1H"))
        .allSatisfy(sample -> assertThat(sample.value()).isBetween(0.0, 1.0))
        .hasSize(1);
  }

  /** Whatever is logged is an object a line. */
  private static void requireJson(CliProcess process) throws Exception {
    List<String> logged = process.output().lines().filter(line -> line.contains("{")).toList();
    assertThat(logged).isNotEmpty();
    for (String line : logged) {
      JsonNode event = new ObjectMapper().readTree(line);
      assertThat(event.path("level").asText()).as(line).isIn("INFO", "WARN");
      assertThat(event.path("formattedMessage").asText()).as(line).isNotEmpty();
    }
  }

  /** The rest by the command, that of strangers among it. */
  private void byTable(LabelledRun run) throws Exception {
    List<String> lines = new ArrayList<>(List.of("event,class"));
    for (int number = HALF; number < HALF + HALF / 2; number++) {
      if (kind(number) != Kind.NONE) {
        lines.add(event(number) + "," + truth(number));
      }
    }
    for (int i = 0; i < STRANGERS; i++) {
      lines.add("stranger-" + i + "," + classes.get(0));
    }
    Path table = Files.write(folder.resolve("truth.csv"), lines);
    CliRun sent = at(run, "labels", "--source", "", "--topic", run.labels(), table.toString());
    assertThat(sent.code()).as(sent.err()).isZero();
    assertThat(sent.out()).contains("sent " + (lines.size() - 1) + " labels");
    label(run, HALF, HALF + HALF / 2, true);
    run.flush();
  }

  private enum Kind {
    NONE,
    PLAIN,
    CONTRADICTED,
    UNKNOWN
  }

  /** What is to become of the event of a number. */
  private static Kind kind(int number) {
    return switch (number % 10) {
      case 0, 1 -> Kind.NONE;
      case 2 -> Kind.CONTRADICTED;
      case 3 -> Kind.UNKNOWN;
      default -> Kind.PLAIN;
    };
  }

  private String truth(int number) {
    return kind(number) == Kind.UNKNOWN ? "no such class" : classes.get(number % classes.size());
  }

  private void label(LabelledRun run, int from, int to) {
    label(run, from, to, false);
  }

  private void label(LabelledRun run, int from, int to, boolean contradictions) {
    for (int number = from; number < to; number++) {
      if (kind(number) != Kind.NONE && !contradictions) {
        run.label(event(number), truth(number), "");
      }
      if (kind(number) == Kind.CONTRADICTED) {
        run.label(event(number), (number + 1) % classes.size(), "another");
      }
    }
  }

  private static String event(int number) {
    return "labelled-%06d".formatted(number);
  }

  /** Counted plainly, from the predictions that there are and the labels that were sent. */
  private LabelledRun.Sums expected(LabelledRun run) throws Exception {
    Map<String, String> predictions = run.predictions();
    long[] counts = new long[Kind.values().length];
    long right = 0;
    for (int number = 0; number < 2 * HALF; number++) {
      Kind kind = kind(number);
      counts[List.of(Kind.values()).indexOf(kind)]++;
      right += kind == Kind.PLAIN && truth(number).equals(predictions.get(event(number))) ? 1 : 0;
    }
    long plain = counts[1];
    long contradicted = counts[2];
    long unknown = counts[3];
    long matched = plain + 2 * contradicted + unknown;
    assertThat(right).isPositive().isLessThan(plain);
    return new LabelledRun.Sums(
        2 * HALF,
        plain,
        right,
        contradicted,
        unknown,
        matched + STRANGERS + GARBAGE + 1,
        matched,
        STRANGERS,
        GARBAGE + 1);
  }

  private static void explains(LabelledRun run, LabelledRun.Sums expected) {
    CliRun shown = at(run, "drift", "accuracy", "--topic", run.accuracy(), "--all");
    assertThat(shown.code()).as(shown.err()).isZero();
    System.out.print(shown.out());
    assertThat(shown.out())
        .contains(
            "colors 1, all images, day from", "of %,d labelled".formatted(expected.labelled()))
        .contains("the estimate without labels was", "contradict each other", "were refused")
        .contains("final     not yet: labels count until");
  }

  private static CliRun at(LabelledRun run, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(run.where());
    return CliRun.of(all.toArray(String[]::new));
  }

  private void createTopics(Stage stage) throws Exception {
    try (Topics topics = Topics.connect(Map.of("bootstrap.servers", stage.bootstrap()))) {
      topics.create(stage.images(), PARTITIONS, MAX_MESSAGE_BYTES);
      topics.create(stage.predictions(), PARTITIONS, Map.of());
      topics.create(stage.name() + "-labels", PARTITIONS, Map.of());
      topics.create(stage.name() + "-accuracy", PARTITIONS, Map.of("cleanup.policy", "compact"));
    }
  }

  private SaccadeProgram program(LabelledRun run) throws Exception {
    return SaccadeProgram.of(folder, "exactly_once_v2")
        .with("topics.create", "true")
        .with("topics.partitions", Integer.toString(PARTITIONS))
        .with("topics.labels", run.labels())
        .with("topics.accuracy", run.accuracy())
        .with("topics.label.joins", "labelled-joins")
        .with("topics.drift.statistics", "labelled-drift")
        .with("topics.drift.deltas", "labelled-deltas")
        .with("labels.enabled", "on")
        .with("labels.every", "300ms")
        .with("http.port", "0")
        .with("log.format", "json");
  }
}
