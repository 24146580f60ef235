package io.saccade.cli.failures;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.model.ErrorCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** How many failures there are of each code, from when to when, and how many were replayed. */
final class Tally {

  private final TreeMap<String, Count> counts = new TreeMap<>();

  private static final class Count {
    private long failures;
    private long replayed;
    private long oldest = Long.MAX_VALUE;
    private long newest;
  }

  void add(Failure failure, boolean replayed) {
    Count count = counts.computeIfAbsent(named(failure), any -> new Count());
    count.failures++;
    count.replayed += replayed ? 1 : 0;
    count.oldest = Math.min(count.oldest, failure.record().timestamp());
    count.newest = Math.max(count.newest, failure.record().timestamp());
  }

  /** The table, those that are most first; with what to do about each. */
  List<String> lines() {
    if (counts.isEmpty()) {
      return List.of("there is no failure of this kind");
    }
    List<String> lines = new ArrayList<>();
    lines.add("%-24s %10s %10s  %-21s %s".formatted("CODE", "FAILURES", "REPLAYED", "LATEST", ""));
    counts.entrySet().stream()
        .sorted((one, other) -> Long.compare(other.getValue().failures, one.getValue().failures))
        .forEach(
            entry ->
                lines.add(
                    "%-24s %,10d %,10d  %-21s %s"
                        .formatted(
                            entry.getKey(),
                            entry.getValue().failures,
                            entry.getValue().replayed,
                            time(entry.getValue().newest),
                            remedy(entry.getKey()))));
    return lines;
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("failures", counts.values().stream().mapToLong(count -> count.failures).sum());
    ObjectNode codes = node.putObject("codes");
    counts.forEach(
        (code, count) ->
            codes
                .putObject(code)
                .put("failures", count.failures)
                .put("replayed", count.replayed)
                .put("oldest", time(count.oldest))
                .put("newest", time(count.newest)));
    return node;
  }

  private static String named(Failure failure) {
    return failure.code().isEmpty() ? "no failure of ours" : Lines.clean(failure.code());
  }

  private static String remedy(String code) {
    return Arrays.stream(ErrorCode.values())
        .filter(known -> known.name().equals(code))
        .findFirst()
        .map(ErrorCode::remedy)
        .orElse("");
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
