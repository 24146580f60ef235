package io.saccade.cli.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.faults.Promise;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/reliability.md, made of what the long forms of the tests have written beside it. */
final class ReliabilityPage {

  private static final String HEAD =
      """
      # Reliability

      What Saccade promises of delivery, and what was measured when real processes, brokers and networks were
      broken on purpose. A verifier reads what came out with `read_committed`, beside the load and once more
      afterwards, and holds it against what went in, in both directions: *lost* is an event with neither a
      prediction nor a failure, *dup* one with more than one; order is that of each key; *hanging* is a partition
      whose committed end is not its log's. A fault counts only if it struck while there was work to do.

      Short forms of all of it run in every build. The figures here are of the long forms, which write them:

      ```
      ./mvnw verify -Psoak -Dreliability.out=docs/reliability
      ```

      One of them alone, by the name of its test:

      ```
      ./mvnw verify -Psoak -Dreliability.out=docs/reliability -pl cli -am -Dit.test=ProcessKillIT \\
        -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
      ```

      This page is made of those files by
      `%s`.

      **The negative control.** The same harness drives a processor as one might write it who wants batches inside
      Kafka Streams: it keeps records in memory until there are enough for the model (`NaiveProcessor`). It has to
      be seen to lose events, or the proofs prove nothing; `ProcessKillIT.seesANaiveProcessorLoseEvents` points the
      harness at it. Add `-Dit.test=ProcessKillIT#seesANaiveProcessorLoseEvents` to run that alone. What it lost
      stands below, as the part *naive baseline*.

      *Gate* holds the figures against the promise: a part that is over its bound is named as missed, by whatever
      it is over. *Counts* says only whether the long form was run with the full counts.

      | promise | passes at | gate | counts |
      |---|---|---|---|
      %s
      """;

  private final Path results;

  private ReliabilityPage(Path results) {
    this.results = results;
  }

  static String of(Path results, String command) throws IOException {
    ReliabilityPage page = new ReliabilityPage(results);
    StringBuilder overview = new StringBuilder();
    StringBuilder sections = new StringBuilder();
    for (Promise promise : Promise.values()) {
      List<JsonNode> parts = page.parts(promise);
      overview.append(
          "| [%s](#%s) | %s | %s | %s |\n"
              .formatted(
                  promise.title(),
                  anchor(promise),
                  promise.gate(),
                  judged(promise, parts),
                  shown(promise, parts)));
      sections.append(section(promise, parts));
    }
    return HEAD.formatted(command, overview) + sections.toString().stripTrailing() + "\n";
  }

  private List<JsonNode> parts(Promise promise) throws IOException {
    if (!Files.isDirectory(results)) {
      return List.of();
    }
    List<JsonNode> parts = new ArrayList<>();
    try (Stream<Path> files = Files.list(results)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        JsonNode part = new ObjectMapper().readTree(file.toFile());
        if (part.path("promise").asText().equals(promise.key())) {
          parts.add(part);
        }
      }
    }
    return parts;
  }

  /** Whether the figures keep the promise; a negative control is not held to it. */
  private static String judged(Promise promise, List<JsonNode> parts) {
    List<String> missed = new ArrayList<>();
    boolean measured = true;
    for (Promise.Bound bound : promise.bounds()) {
      List<JsonNode> figures =
          parts.stream()
              .filter(part -> !isNaive(part))
              .map(part -> part.path("figures").path(bound.figure()))
              .filter(JsonNode::isNumber)
              .toList();
      measured &= !figures.isEmpty();
      figures.stream()
          .filter(figure -> figure.asDouble() > bound.most())
          .map(
              figure ->
                  "%s %s, not ≤ %s"
                      .formatted(
                          bound.figure(),
                          figure.decimalValue().toPlainString(),
                          number(BigDecimal.valueOf(bound.most()))))
          .forEach(missed::add);
    }
    if (!missed.isEmpty()) {
      return "**missed**: " + String.join(", ", missed);
    }
    return measured ? "kept" : "not measured";
  }

  private static boolean isNaive(JsonNode part) {
    return part.path("part").asText().startsWith("naive");
  }

  private static String shown(Promise promise, List<JsonNode> parts) {
    if (parts.isEmpty()) {
      return "short form only";
    }
    String missing =
        promise.full().stream()
            .filter(count -> most(parts, count.figure()) < count.least())
            .map(
                count ->
                    "%s %s of %s"
                        .formatted(
                            count.figure(),
                            number(BigDecimal.valueOf(most(parts, count.figure()))),
                            number(BigDecimal.valueOf(count.least()))))
            .collect(Collectors.joining(", "));
    return missing.isEmpty() ? "in full" : "in part: " + missing;
  }

  /** The most that any part has of a figure; of a negative control nothing counts. */
  private static double most(List<JsonNode> parts, String figure) {
    return parts.stream()
        .filter(part -> !isNaive(part))
        .mapToDouble(part -> part.path("figures").path(figure).asDouble())
        .max()
        .orElse(0);
  }

  private static String section(Promise promise, List<JsonNode> parts) {
    StringBuilder text = new StringBuilder();
    text.append("## %s\n\n".formatted(promise.title()));
    text.append("The test: %s. It is passed at: %s.\n\n".formatted(promise.test(), promise.gate()));
    if (parts.isEmpty()) {
      return text.append("Short form only: the long form has not been run yet.\n\n").toString();
    }
    for (JsonNode part : parts) {
      text.append(part(part)).append('\n');
    }
    return text.toString();
  }

  private static String part(JsonNode part) {
    String name = part.path("part").asText();
    StringBuilder text = new StringBuilder();
    text.append(
        "%s`%s`, %s, %d cores, JDK %d, %s%s:\n\n"
            .formatted(
                name.isEmpty() ? "" : "*%s*: ".formatted(name),
                part.path("test").asText(),
                part.path("date").asText(),
                part.path("cores").asInt(),
                part.path("jdk").asInt(),
                part.path("os").asText(),
                part.has("seed") ? ", seed " + part.path("seed").asText() : ""));
    text.append("| figure | measured |\n|---|---|\n");
    for (Map.Entry<String, JsonNode> figure : part.path("figures").properties()) {
      text.append(
          "| %s | %s |\n".formatted(figure.getKey(), number(figure.getValue().decimalValue())));
    }
    return text.toString();
  }

  /** Whole numbers as they are, others with three digits at least. */
  private static String number(BigDecimal value) {
    int digits = value.precision() - value.scale();
    BigDecimal rounded = value.setScale(Math.max(0, Math.min(3, 3 - digits)), RoundingMode.HALF_UP);
    BigDecimal plain = rounded.stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(Promise promise) {
    return promise.title().toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
  }
}
