package io.saccade.bench.inference;

import io.saccade.bench.pipeline.BareSetting;
import io.saccade.bench.results.Rates;
import io.saccade.bench.results.Turns;
import io.saccade.cli.console.CommandFailedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Measures every setting of a grid in turns. */
public final class Grid {

  private final Turns turns;
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
    this.turns = new Turns(rounds);
    this.load = load;
  }

  /** The measurements, in the order of the settings. */
  public List<Point> measure(List<BareSetting> settings, String task)
      throws CommandFailedException, InterruptedException {
    List<Rates> rates = turns.measure(task, settings, load::rate);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      points.add(new Point(settings.get(i), rates.get(i)));
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
