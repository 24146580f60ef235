package io.saccade.cli.faults;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a verifier found.
 *
 * @param inputs events in the images topic
 * @param outputs records of each output topic, repeated ones included
 * @param lost events with neither a prediction nor a failure
 * @param dup outputs of an event that had one before, in the same topic or in the other
 * @param differing duplicates whose value is not, byte for byte, that of the first
 * @param order first outputs that came behind one of a later event of the same key
 * @param stray outputs of no event that is there, or with another key than their event
 * @param hanging partitions whose read-committed end is not the log's end
 */
public record Verdict(
    long inputs,
    SortedMap<String, Long> outputs,
    long lost,
    long dup,
    long differing,
    long order,
    long stray,
    long hanging) {

  public Verdict {
    outputs = new TreeMap<>(outputs);
  }

  public long outputsOf(String topic) {
    return outputs.getOrDefault(topic, 0L);
  }

  /** Whether every event came out exactly once, in order. */
  public boolean exactlyOnce() {
    return lost == 0 && dup == 0 && order == 0 && stray == 0 && hanging == 0;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(160);
    text.append(String.format(Locale.ROOT, "events=%,d", inputs));
    for (Map.Entry<String, Long> topic : outputs.entrySet()) {
      text.append(String.format(Locale.ROOT, " %s=%,d", topic.getKey(), topic.getValue()));
    }
    return text.append(" lost=")
        .append(lost)
        .append(" dup=")
        .append(dup)
        .append(" differing=")
        .append(differing)
        .append(" order=")
        .append(order)
        .append(" stray=")
        .append(stray)
        .append(" hanging=")
        .append(hanging)
        .toString();
  }
}
