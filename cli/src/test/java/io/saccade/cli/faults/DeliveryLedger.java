package io.saccade.cli.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds what went in against what came out, in both directions. Inputs and outputs may come in any
 * order among each other, so that it can be kept beside the load; the outputs of one partition come
 * in the order of that partition. Thread-safe.
 */
final class DeliveryLedger {

  /** Order is promised for the events of one key, and those of one key share a partition. */
  private record Line(String topic, String key, int sourcePartition) {}

  private final Map<Coordinates, String> inputs = new HashMap<>();
  private final Map<Coordinates, Output> firsts = new HashMap<>();
  private final TreeMap<String, Long> outputs = new TreeMap<>();
  private final Map<Line, Long> furthest = new HashMap<>();
  private final Set<String> hanging = new TreeSet<>();
  private long dup;
  private long differing;
  private long order;

  /** An event of the images topic. */
  synchronized void input(Coordinates at, @Nullable String key) {
    inputs.put(at, named(key));
  }

  /** A prediction or a failure. */
  synchronized void output(Output output) {
    outputs.merge(output.topic(), 1L, Long::sum);
    Output first = firsts.putIfAbsent(output.source(), output);
    if (first != null) {
      dup++;
      if (!first.digest().equals(output.digest())) {
        differing++;
      }
      return;
    }
    String key = output.key();
    long offset = output.source().offset();
    // Outputs without a key go to any partition, and so have no order that a reader could see.
    if (key != null && furthest.merge(line(output, key), offset, Math::max) > offset) {
      order++;
    }
  }

  /** Where a partition of an output topic ends for those who read only what is committed. */
  synchronized void end(String partition, long committedEnd, long logEnd) {
    if (committedEnd == logEnd) {
      hanging.remove(partition);
    } else {
      hanging.add(partition);
    }
  }

  /** What is to be said of all that was told so far. */
  synchronized Verdict verdict() {
    long lost = inputs.keySet().stream().filter(at -> !firsts.containsKey(at)).count();
    long stray = firsts.values().stream().filter(this::isStray).count();
    return new Verdict(inputs.size(), outputs, lost, dup, differing, order, stray, hanging.size());
  }

  private static Line line(Output output, String key) {
    return new Line(output.topic(), key, output.source().partition());
  }

  private boolean isStray(Output output) {
    return !Objects.equals(inputs.get(output.source()), named(output.key()));
  }

  /** A key is told from no key. */
  private static String named(@Nullable String key) {
    return key == null ? "none" : "key " + key;
  }
}
