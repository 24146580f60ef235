package io.saccade.model.calibration;

import java.util.Arrays;

/**
 * What one distance comes to, at one window size, when nothing has changed: drawn values, the
 * largest first, at the {@link Ranks} that are kept, and a fitted tail.
 *
 * <p>The value of rank k has p = k / (draws + 1), exactly the share of unchanged windows that reach
 * it; p is linear between kept values, so it is uniform and not merely bounded where the distance
 * is continuous. Where many draws are equal, the value has the p of the last of them, and what lies
 * beside it is shared out among them all. Values are floats and nothing else is computed with, so
 * tables that were written and read give the same p to the last bit.
 */
final class NullDistribution {

  /** So many draws say nothing of what is rarer than a thousandth of one. */
  private static final double RAREST_OF_A_DRAW = 1e-3;

  private final int draws;
  private final float[] values;
  private final Tail tail;
  private final float[] distinct;
  private final int[] upTo;
  private final int join;

  private NullDistribution(int draws, float[] values, Tail tail) {
    this.draws = draws;
    this.values = values;
    this.tail = tail;
    int[] ranks = Ranks.kept(draws);
    float[] found = new float[values.length];
    int[] last = new int[values.length];
    int count = 0;
    int joinedAt = -1;
    for (int i = 0; i < values.length; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        found[count++] = values[i];
      }
      last[count - 1] = ranks[i];
      joinedAt = ranks[i] == Ranks.join(draws) ? count - 1 : joinedAt;
    }
    this.distinct = Arrays.copyOf(found, count);
    this.upTo = Arrays.copyOf(last, count);
    this.join = joinedAt;
  }

  /**
   * Of drawn values, with a tail fitted to the largest.
   *
   * @param power how the tail falls, as {@link Tail} has it
   */
  static NullDistribution of(double[] drawn, int power) {
    float[] descending = descending(drawn);
    return of(descending, Tail.fit(Arrays.copyOf(descending, Ranks.fitted(drawn.length)), power));
  }

  /**
   * Of -ln of the smallest of several p. The chance that it is at most s lies between s and as many
   * times s as there are p (Bonferroni 1936), so the tail falls by e with each unit, and a fitted
   * scale could only add what chance made of a few hundred draws.
   */
  static NullDistribution ofRarity(double[] drawn) {
    float[] descending = descending(drawn);
    float threshold = descending[Ranks.fitted(drawn.length) - 1];
    return of(descending, new Tail(threshold, 1, 1));
  }

  /**
   * As it was kept.
   *
   * @throws IllegalArgumentException if these are not kept values, finite and descending
   */
  static NullDistribution kept(int draws, float[] values, Tail tail) {
    if (values.length != Ranks.kept(draws).length) {
      throw new IllegalArgumentException(
          "%d draws keep %d values, but there were %d"
              .formatted(draws, Ranks.kept(draws).length, values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i]) || (i > 0 && values[i] > values[i - 1])) {
        throw new IllegalArgumentException("values must be finite and descend");
      }
    }
    if (endsTooEarly(tail, values) || tail.threshold() != values[Ranks.fitted(draws) - 1]) {
      throw new IllegalArgumentException("the tail does not fit the values");
    }
    return new NullDistribution(draws, values, tail);
  }

  /** The share of unchanged windows that come at least as far. */
  double p(double distance) {
    float value = (float) distance;
    if (value > joined()) {
      double beyond = tail.survival(value) / tail.survival(joined());
      return Math.max(upTo[join] * beyond, RAREST_OF_A_DRAW) / (draws + 1);
    }
    int reaching = lastReaching(value);
    if (reaching == distinct.length - 1) {
      return mostlyReached();
    }
    double above = distinct[reaching];
    double part = (above - value) / (above - distinct[reaching + 1]);
    return (upTo[reaching] + part * (upTo[reaching + 1] - upTo[reaching])) / (draws + 1);
  }

  /** The largest distance that has at least this p; the reverse of {@link #p}. */
  double distance(double p) {
    double rank = p * (draws + 1);
    if (rank <= upTo[join]) {
      return tail.value(rank / upTo[join] * tail.survival(joined()));
    }
    int at = Arrays.binarySearch(upTo, (int) Math.ceil(Math.min(rank, draws)));
    int below = at < 0 ? -at - 1 : at;
    double part = (rank - upTo[below - 1]) / (upTo[below] - upTo[below - 1]);
    return distinct[below - 1]
        + Math.min(1, part) * (distinct[below] - (double) distinct[below - 1]);
  }

  /** The smallest p there is. */
  double rarest() {
    return RAREST_OF_A_DRAW / (draws + 1);
  }

  /** The p of what every draw reaches. */
  double mostlyReached() {
    return (double) draws / (draws + 1);
  }

  /** Whether no draw came as far. */
  boolean beyond(double distance) {
    return (float) distance > values[0];
  }

  /** The mean over the draws. */
  double mean() {
    int[] ranks = Ranks.kept(draws);
    double sum = values[0];
    for (int i = 1; i < values.length; i++) {
      sum += (ranks[i] - ranks[i - 1]) * (values[i] + (double) values[i - 1]) / 2;
    }
    return sum / draws;
  }

  float[] values() {
    return values.clone();
  }

  Tail tail() {
    return tail;
  }

  private float joined() {
    return distinct[join];
  }

  private int lastReaching(float value) {
    int low = 0;
    int high = distinct.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (distinct[middle] >= value) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static NullDistribution of(float[] descending, Tail tail) {
    int[] ranks = Ranks.kept(descending.length);
    float[] values = new float[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      values[i] = descending[ranks[i] - 1];
    }
    return new NullDistribution(descending.length, values, tail);
  }

  private static boolean endsTooEarly(Tail tail, float[] descending) {
    int draws = descending.length;
    return !(tail.survival(descending[Ranks.join(draws) - 1]) > 0);
  }

  private static float[] descending(double[] drawn) {
    float[] values = new float[drawn.length];
    for (int i = 0; i < drawn.length; i++) {
      values[i] = (float) -drawn[i];
    }
    Arrays.sort(values);
    for (int i = 0; i < values.length; i++) {
      // Adding zero makes -0.0 the one zero, so that equal tables have equal bytes.
      values[i] = -values[i] + 0.0f;
    }
    return values;
  }
}
