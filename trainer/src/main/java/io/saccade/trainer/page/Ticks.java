package io.saccade.trainer.page;

import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis, and where values lie between the first and the last of them. */
final class Ticks {

  /** Beyond this many times the least value, differences among small ones would not be seen. */
  private static final double WIDE = 60;

  /** Values that are closer to one another, for their size, are drawn as if they were equal. */
  private static final double CLOSE = 1e-6;

  private static final int MOST_POWERS = 7;

  private final List<Double> marks;
  private final boolean logarithmic;

  private Ticks(List<Double> marks, boolean logarithmic) {
    this.marks = marks;
    this.logarithmic = logarithmic;
  }

  /**
   * Marks from below the least value to above the largest, on a logarithmic axis where the values
   * are positive and far apart.
   */
  static Ticks around(double least, double most) {
    return least > 0 && most / least > WIDE ? powers(least, most) : even(least, most);
  }

  /** Marks at equal distances of 1, 2, 2.5 or 5 times a power of ten. */
  static Ticks even(double least, double most) {
    double size = Math.max(Math.abs(least), Math.abs(most));
    if (most - least <= size * CLOSE) {
      // One value stands in the middle, above 0 if it does.
      double room = size == 0 ? 1 : size * 0.1;
      return stepped(least >= 0 ? Math.max(0, least - room) : least - room, most + room);
    }
    return stepped(least, most);
  }

  private static Ticks stepped(double least, double most) {
    double step = step((most - least) / 4);
    double from = Math.floor(least / step + 1e-9) * step;
    List<Double> marks = new ArrayList<>(List.of(from, from + step));
    for (int i = 2; from + (i - 1) * step < most - step * 1e-9; i++) {
      marks.add(from + i * step);
    }
    return new Ticks(marks, false);
  }

  private static Ticks powers(double least, double most) {
    int from = (int) Math.floor(Math.log10(least) + 1e-9);
    int to = (int) Math.ceil(Math.log10(most) - 1e-9);
    int step = (to - from + MOST_POWERS - 1) / MOST_POWERS;
    List<Double> marks = new ArrayList<>();
    for (int power = from; power < to + step; power += step) {
      marks.add(Math.pow(10, power));
    }
    return new Ticks(marks, true);
  }

  private static double step(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (rough <= factor * power * (1 + 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** The marks, ascending; at least two. */
  List<Double> marks() {
    return marks;
  }

  /** Where the value lies: 0 at the first mark, 1 at the last. */
  double place(double value) {
    double first = marks.get(0);
    double last = marks.get(marks.size() - 1);
    return logarithmic
        ? Math.log(value / first) / Math.log(last / first)
        : (value - first) / (last - first);
  }
}
