package io.saccade.trainer.tune;

import java.util.List;

/**
 * How the loss went while the learning rate rose, and what rate that speaks for.
 *
 * @param points a point a step, in the order of rising rates
 * @param suggestion the rate in the middle of where the loss fell
 */
public record LrSweep(List<Point> points, double suggestion) {

  /** Copies the points. */
  public LrSweep {
    points = List.copyOf(points);
  }

  /**
   * One step.
   *
   * @param loss smoothed over the steps before
   */
  public record Point(double rate, double loss) {}
}
