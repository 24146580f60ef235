package io.saccade.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.model.ErrorCode;
import io.saccade.processor.ProcessorStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the demo came to.
 *
 * @param lesson how the model was trained, where it was
 * @param model the version that served
 * @param published events that the broker acknowledged
 * @param predictions predictions read
 * @param failures failures read, by code
 * @param correct the share of predictions that say what was drawn; none where nobody knows
 * @param asExpected whether the broken images got the codes that they had to get
 * @param took from the first event to the last outcome
 * @param stats what the processor says, at its stop
 */
record DemoReport(
    Optional<Lesson> lesson,
    String model,
    long published,
    long predictions,
    Map<ErrorCode, Long> failures,
    OptionalDouble correct,
    boolean asExpected,
    DeliveryLedger.Verdict verdict,
    Duration took,
    ProcessorStats stats) {

  DemoReport {
    failures = Collections.unmodifiableMap(new TreeMap<>(failures));
  }

  /** Whether everything was as it must be. */
  boolean isGood() {
    return published > 0
        && verdict.isExactlyOnce()
        && asExpected
        && stats.openHandles() == 0
        && published == predictions + failed();
  }

  private long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  private double perSecond() {
    return published / (took.toNanos() / 1e9);
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lesson.ifPresent(
        learned ->
            lines.add(
                format(
                    "training     %,d drawn images in %.1f s, %.1f %% of those set aside correct",
                    learned.images(), learned.took().toMillis() / 1e3, 100 * learned.accuracy())));
    lines.add("model        " + model);
    lines.add(format("published    %,d events", published));
    lines.add(
        format("predictions  %,d", predictions)
            + (correct.isPresent()
                ? format(", %.1f %% of them correct", 100 * correct.getAsDouble())
                : ""));
    lines.add(format("failures     %,d", failed()) + byCode());
    lines.add(
        format(
            "delivery     %,d lost, %,d duplicated, %,d out of order",
            verdict.lost(), verdict.duplicated(), verdict.outOfOrder()));
    lines.add(
        format(
            "throughput   %,.0f images a second for %.1f s, drawing and publishing included",
            perSecond(), took.toMillis() / 1e3));
    lines.add(
        format(
            "look-ahead   %,d hits, %,d misses, %.1f images a batch",
            stats.lookAhead().hits(), stats.lookAhead().misses(), stats.lookAhead().meanBatch()));
    lines.add(format("native       %d handles open", stats.openHandles()));
    lines.add("");
    lines.add(isGood() ? "All is well: every event came out exactly once." : "Something is wrong.");
    return lines;
  }

  /** For programs. */
  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    lesson.ifPresent(
        learned ->
            node.putObject("training")
                .put("images", learned.images())
                .put("seconds", learned.took().toMillis() / 1e3)
                .put("validationAccuracy", learned.accuracy()));
    node.put("model", model).put("published", published).put("predictions", predictions);
    ObjectNode codes = node.putObject("failures");
    failures.forEach((code, count) -> codes.put(code.name(), count));
    correct.ifPresent(share -> node.put("correct", share));
    return node.put("lost", verdict.lost())
        .put("duplicated", verdict.duplicated())
        .put("outOfOrder", verdict.outOfOrder())
        .put("strays", verdict.strays())
        .put("imagesPerSecond", perSecond())
        .put("lookAheadHits", stats.lookAhead().hits())
        .put("lookAheadMisses", stats.lookAhead().misses())
        .put("openNativeHandles", stats.openHandles())
        .put("good", isGood());
  }

  private String byCode() {
    return failures.isEmpty()
        ? ""
        : failures.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ", ": ", ""));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
