package io.saccade.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.model.ErrorCode;
import io.saccade.processor.lookahead.LookAheadStats;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the demo came to.
 *
 * @param lessons how the versions were trained, where they were
 * @param model the version that served at the end
 * @param published events that the broker acknowledged
 * @param predictions predictions read
 * @param failures failures read, by code
 * @param asExpected whether the broken images got the codes that they had to get
 * @param delivery whether every event came out once, and in order
 * @param swap how one version followed the other
 * @param drift what became of the change to the pictures
 * @param took from the first event to the last outcome
 * @param lookAhead what the processor says of its look-ahead
 * @param openHandles native memory that was left open; empty while the processor runs
 */
record DemoReport(
    List<Lesson> lessons,
    String model,
    long published,
    long predictions,
    Map<ErrorCode, Long> failures,
    boolean asExpected,
    Delivery delivery,
    Swap swap,
    Drift drift,
    Duration took,
    LookAheadStats lookAhead,
    OptionalLong openHandles) {

  /**
   * Whether every event came out once, and in order.
   *
   * @param verdict by the events and outcomes themselves
   * @param wentBack how often a partition went back to a version that had been replaced
   */
  record Delivery(DeliveryLedger.Verdict verdict, long wentBack) {

    boolean isGood() {
      return verdict.isExactlyOnce() && wentBack == 0;
    }
  }

  DemoReport {
    lessons = List.copyOf(lessons);
    failures = Collections.unmodifiableMap(new TreeMap<>(failures));
  }

  /** The same, once everything is closed. */
  DemoReport closedWith(long handles) {
    return new DemoReport(
        lessons,
        model,
        published,
        predictions,
        failures,
        asExpected,
        delivery,
        swap,
        drift,
        took,
        lookAhead,
        OptionalLong.of(handles));
  }

  /** Whether everything was as it must be. */
  boolean isGood() {
    return published > 0
        && delivery.isGood()
        && asExpected
        && swap.isDone()
        && drift.isGood()
        && openHandles.orElse(0) == 0
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
    for (Lesson lesson : lessons) {
      lines.add(
          (lines.isEmpty() ? "training     version " : "             version ")
              + lesson.course().version()
              + ": "
              + lesson.line());
    }
    lessons.stream()
        .map(Lesson::report)
        .filter(Files::exists)
        .reduce((first, second) -> second)
        .ifPresent(report -> lines.add("             " + report.toUri()));
    lines.add("model        " + model);
    lines.add(
        format(
            "published    %,d events in %.1f s, %,.0f a second",
            published, took.toMillis() / 1e3, perSecond()));
    lines.add(format("predictions  %,d", predictions));
    lines.add(format("failures     %,d", failed()) + byCode());
    DeliveryLedger.Verdict verdict = delivery.verdict();
    lines.add(
        format(
            "delivery     %,d lost, %,d duplicated, %,d out of order",
            verdict.lost(), verdict.duplicated(), verdict.outOfOrder()));
    lines.addAll(swap.lines(delivery.wentBack()));
    lines.addAll(drift.lines());
    lines.add(
        format(
            "look-ahead   %,d hits, %,d misses, %.1f images a batch",
            lookAhead.hits(), lookAhead.misses(), lookAhead.meanBatch()));
    openHandles.ifPresent(handles -> lines.add(format("native       %d handles open", handles)));
    lines.add("");
    lines.add(verdict());
    return lines;
  }

  private String verdict() {
    if (!isGood()) {
      return "Something is wrong.";
    }
    return predictions == 0
        ? "Every event came out exactly once, but none of the images could be classified."
        : "All is well: every event came out exactly once.";
  }

  /** For programs. */
  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode training = node.putArray("training");
    lessons.forEach(lesson -> training.add(lesson.json()));
    node.put("model", model).put("published", published).put("predictions", predictions);
    ObjectNode codes = node.putObject("failures");
    failures.forEach((code, count) -> codes.put(code.name(), count));
    DeliveryLedger.Verdict verdict = delivery.verdict();
    node.put("lost", verdict.lost())
        .put("duplicated", verdict.duplicated())
        .put("outOfOrder", verdict.outOfOrder())
        .put("strays", verdict.strays())
        .put("wentBack", delivery.wentBack());
    node.set("release", swap.json());
    node.set("drift", drift.json());
    node.put("seconds", took.toMillis() / 1e3)
        .put("imagesPerSecond", perSecond())
        .put("lookAheadHits", lookAhead.hits())
        .put("lookAheadMisses", lookAhead.misses());
    openHandles.ifPresent(handles -> node.put("openNativeHandles", handles));
    return node.put("good", isGood());
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
