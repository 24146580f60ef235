package io.saccade.bench.inference;

import io.saccade.bench.pipeline.BareSetting;
import io.saccade.bench.results.Rates;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Measures every setting of a grid in turns, so that what changes on the machine meanwhile meets
 * all of them. Every other round goes backwards.
 */
public final class Grid {

  private final int rounds;
  private final Load load;

  /** What is done with one setting. */
  @FunctionalInterface
  public interface Load {

    /** Loads the model so, warms up, and measures images a second. */
    double rate(BareSetting setting) throws CommandFailedException, InterruptedException;
  }

  /**
   * What was measured of one setting.
   *
   * @param setting lanes, threads and batch
   * @param rates images a second, one a round
   */
  public record Point(BareSetting setting, Rates rates) {}

  /**
   * A grid that is measured so often.
   *
   * @param rounds at least 1
   */
  public Grid(int rounds, Load load) {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, but was " + rounds);
    }
    this.rounds = rounds;
    this.load = load;
  }

  /** The measurements, in the order of the settings. */
  public List<Point> measure(List<BareSetting> settings, String task)
      throws CommandFailedException, InterruptedException {
    List<List<Double>> rates = new ArrayList<>();
    settings.forEach(setting -> rates.add(new ArrayList<>()));
    try (Progress progress = Progress.of(task, (long) rounds * settings.size(), "points")) {
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < settings.size(); i++) {
          int turn = round % 2 == 0 ? i : settings.size() - 1 - i;
          rates.get(turn).add(load.rate(settings.get(turn)));
          progress.step();
        }
      }
    }
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      points.add(new Point(settings.get(i), new Rates(rates.get(i))));
    }
    return points;
  }

  /** The point whose median is highest. */
  public static Point best(List<Point> points) {
    return points.stream()
        .max(Comparator.comparingDouble(point -> point.rates().median()))
        .orElseThrow();
  }
}
