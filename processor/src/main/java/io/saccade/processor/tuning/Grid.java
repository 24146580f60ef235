package io.saccade.processor.tuning;

import io.saccade.model.BundleRefusedException;
import io.saccade.processor.serving.ModelFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures every point there is, in turns, and those that come out best for longer; beside them the
 * one that a search had chosen. Says how near that is to the best.
 */
final class Grid {

  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final Duration LONG_LOOK = Duration.ofMillis(900);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int FINALISTS = 8;
  private static final int MORE_ROUNDS = 2;

  private final SearchSpace space;
  private final Trials trials;
  private final List<Double> presences = new ArrayList<>();

  Grid(SearchSpace space, Trials trials) {
    this.space = space;
    this.trials = trials;
  }

  /**
   * Measures.
   *
   * @param chosen what a search had chosen
   * @param rounds how often everything is measured; the best twice as often, and longer
   */
  GridReport compare(TuningPoint chosen, int rounds)
      throws BundleRefusedException, ModelFailedException, InterruptedException {
    trials.run(space.standard(), WARM_UP, LONGEST);
    Map<TuningPoint, Double> all = measure(space.grid(), LOOK, rounds);
    Set<TuningPoint> best = new LinkedHashSet<>(Set.of(chosen));
    all.entrySet().stream()
        .sorted(Map.Entry.<TuningPoint, Double>comparingByValue().reversed())
        .limit(FINALISTS)
        .forEach(entry -> best.add(entry.getKey()));
    return new GridReport(
        lines(all),
        lines(measure(List.copyOf(best), LONG_LOOK, MORE_ROUNDS * rounds)),
        chosen,
        Medians.of(presences));
  }

  /** The rate of each: its score, times the median of the means of all. */
  private Map<TuningPoint, Double> measure(List<TuningPoint> points, Duration time, int rounds)
      throws BundleRefusedException, ModelFailedException, InterruptedException {
    Finals finals = new Finals(points);
    List<Double> means = new ArrayList<>();
    while (finals.rounds() < rounds) {
      Map<TuningPoint, Double> round = new HashMap<>();
      for (TuningPoint point : finals.order()) {
        Slice slice = trials.run(point, time, LONGEST);
        round.put(point, slice.rate());
        if (point.hasShapeOf(space.standard())) {
          presences.add(slice.presence());
        }
      }
      means.add(round.values().stream().mapToDouble(rate -> rate).average().orElse(0));
      finals.add(round);
    }
    double mean = Medians.of(means);
    return finals.scores().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() * mean));
  }

  private static List<GridReport.Line> lines(Map<TuningPoint, Double> rates) {
    return rates.entrySet().stream()
        .map(entry -> new GridReport.Line(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingDouble(GridReport.Line::rate).reversed())
        .toList();
  }
}
