package io.saccade.processor.tuning;

import java.util.List;

/**
 * How near a chosen point is to the best of all.
 *
 * @param grid every point there is, the fastest first
 * @param best those among which the best is, and the chosen one, measured for longer; the fastest
 *     first
 * @param chosen what a search had chosen
 * @param presence the share of their working time that the threads of the default shape were on a
 *     processor; what is missing went to other programs, and makes all this less certain
 */
public record GridReport(List<Line> grid, List<Line> best, TuningPoint chosen, double presence) {

  public GridReport {
    grid = List.copyOf(grid);
    best = List.copyOf(best);
  }

  /** Images a second of one point, as a median over interleaved rounds. */
  public record Line(TuningPoint point, double rate) {}

  /** The rate of the chosen point as a share of the best one's, which may be itself. */
  public double share() {
    double rate =
        best.stream()
            .filter(line -> line.point().equals(chosen))
            .mapToDouble(Line::rate)
            .findFirst()
            .orElse(0);
    return rate / best.get(0).rate();
  }
}
