package io.saccade.bench.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * How many images were done at which time, in one measurement.
 *
 * <p>The rate is taken between the first tenth and the last: what comes before is starting (a group
 * is joined, buffers fill), what comes after is ending (partitions run dry one by one), and neither
 * is there in a stream without end. Thread-safe.
 */
final class ProgressCurve {

  private static final double FROM = 0.1;
  private static final double TO = 0.9;

  private record Point(long nanos, long done) {}

  private final List<Point> points = new ArrayList<>();

  /** Starts at this time with nothing done. */
  ProgressCurve(long nanos) {
    points.add(new Point(nanos, 0));
  }

  /** So many more are done at this time, which is not before the last one. */
  synchronized void add(long nanos, long images) {
    points.add(new Point(nanos, done() + images));
  }

  /** How many are done by now. */
  synchronized long done() {
    return points.get(points.size() - 1).done();
  }

  /**
   * Images a second in the steady part; of the whole, where it is too short to have one.
   *
   * @throws IllegalStateException if no time has passed or nothing was done
   */
  synchronized double rate() {
    Point from = firstAtLeast(FROM);
    Point to = firstAtLeast(TO);
    if (from.done() == to.done() || from.nanos() >= to.nanos()) {
      from = points.get(0);
      to = points.get(points.size() - 1);
    }
    if (from.done() == to.done() || from.nanos() >= to.nanos()) {
      throw new IllegalStateException("a rate needs images and time, but there were none");
    }
    return (to.done() - from.done()) * 1e9 / (to.nanos() - from.nanos());
  }

  private Point firstAtLeast(double part) {
    double wanted = part * done();
    for (Point point : points) {
      if (point.done() >= wanted) {
        return point;
      }
    }
    return points.get(points.size() - 1);
  }
}
