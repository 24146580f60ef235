package io.saccade.processor.tuning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares points that were measured in turns. A round is one slice of each, so that what disturbs
 * the machine for a while disturbs all of them: a point's score is the median over the rounds of
 * its rate as a share of the round's mean.
 */
final class Finals {

  /** What is this near to the best counts as good. */
  private static final double TIE = 0.98;

  private final Map<TuningPoint, List<Double>> rates = new LinkedHashMap<>();
  private int rounds;

  Finals(List<TuningPoint> points) {
    points.forEach(point -> rates.put(point, new ArrayList<>()));
  }

  /** The points that are left, in the order of the next round: every other one goes backwards. */
  List<TuningPoint> order() {
    List<TuningPoint> order = new ArrayList<>(rates.keySet());
    if (rounds % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }

  int rounds() {
    return rounds;
  }

  /** A round is complete. */
  void add(Map<TuningPoint, Double> round) {
    rates.forEach((point, seen) -> seen.add(round.getOrDefault(point, 0.0)));
    rounds++;
  }

  /** Sends home all that are worse than such a share of the best. */
  void drop(double share) {
    Map<TuningPoint, Double> scores = scores();
    double best = scores.values().stream().mapToDouble(score -> score).max().orElse(0);
    rates.keySet().removeIf(point -> scores.getOrDefault(point, 0.0) < share * best);
  }

  /** The score of each point that is left; around 1. */
  Map<TuningPoint, Double> scores() {
    List<Double> means = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      int index = round;
      means.add(rates.values().stream().mapToDouble(r -> r.get(index)).average().orElse(0));
    }
    Map<TuningPoint, Double> scores = new LinkedHashMap<>();
    rates.forEach(
        (point, seen) -> {
          List<Double> shares = new ArrayList<>();
          for (int round = 0; round < rounds; round++) {
            shares.add(means.get(round) == 0 ? 0 : seen.get(round) / means.get(round));
          }
          scores.put(point, Medians.of(shares));
        });
    return scores;
  }

  /**
   * The best of scores or rates. Of those that are as good it is the one with the smallest batches,
   * then the one with the fewest threads: an image waits less, and less memory is taken. Batches of
   * one come last: every batch is handed over once, from thread to thread, which the pipeline pays
   * for and the rehearsal does not.
   */
  static TuningPoint best(Map<TuningPoint, Double> scores) {
    double best = scores.values().stream().mapToDouble(score -> score).max().orElseThrow();
    return scores.entrySet().stream()
        .filter(entry -> entry.getValue() >= TIE * best)
        .map(Map.Entry::getKey)
        .min(
            Comparator.comparing((TuningPoint point) -> point.batch() == 1)
                .thenComparingInt(TuningPoint::batch)
                .thenComparingInt(TuningPoint::allThreads)
                .thenComparing(Comparator.comparingInt(TuningPoint::lanes).reversed()))
        .orElseThrow();
  }
}
