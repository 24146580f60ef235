package io.saccade.processor.dashboard;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a processor has come to since it started, and what it does at this moment.
 *
 * @param predictions how many, by who answered
 * @param failures how many, by code
 * @param latency seconds from the poll of an image until its result was taken
 * @param batches what was run
 * @param lag images that are not polled yet, where Kafka's client knows
 * @param pending images looked ahead and not taken
 * @param lanes how many there are, and how many run something
 * @param memoryBytes of the process
 */
public record Reading(
    Map<Answerer, Long> predictions,
    Map<String, Long> failures,
    Histogram latency,
    Batches batches,
    OptionalLong lag,
    long pending,
    Lanes lanes,
    long memoryBytes) {

  /**
   * Batches since the start.
   *
   * @param count how many
   * @param images how many images were in them
   * @param seconds how long they took, all together
   */
  public record Batches(long count, long images, double seconds) {}

  /**
   * Lanes now.
   *
   * @param all how many there are
   * @param busy how many of them run something
   */
  public record Lanes(int all, double busy) {}

  /** Before anything is loaded. */
  public static final Reading NOTHING =
      new Reading(
          Map.of(),
          Map.of(),
          Histogram.EMPTY,
          new Batches(0, 0, 0),
          OptionalLong.empty(),
          0,
          new Lanes(0, 0),
          0);

  public Reading {
    predictions = Map.copyOf(predictions);
    failures = Map.copyOf(failures);
  }

  long predicted() {
    return predictions.values().stream().mapToLong(Long::longValue).sum();
  }
}
