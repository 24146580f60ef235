package io.saccade.processor.drift;

import java.time.Duration;

/**
 * When windows are an alarm: one whose p is below {@code single}, or two of three in a row below
 * {@code pair}. The first sees what is large at once, the second what is small and stays.
 *
 * @param single the level of one window
 * @param pair the level of two windows of three, at least as large
 * @param minEffect how large a difference must be, in shares of the images, to count at all
 */
public record AlarmRule(double single, double pair, double minEffect) {

  /** What is used unless set: an effect of a twentieth. */
  public static final double DEFAULT_EFFECT = 0.05;

  /** An alarm is over after as many windows in a row with a p above {@link #CALM}. */
  static final int CALM_WINDOWS = 3;

  static final double CALM = 0.2;

  private static final int HALVINGS = 200;

  /** Refuses levels that contradict each other. */
  public AlarmRule {
    if (!(single > 0 && single <= pair && pair < 1)) {
      throw new IllegalArgumentException(
          "levels must be above 0 and below 1, the single one first, but were %s and %s"
              .formatted(single, pair));
    }
    if (!(minEffect >= 0 && minEffect <= 1)) {
      throw new IllegalArgumentException("minEffect must be 0 to 1, but was " + minEffect);
    }
  }

  /**
   * The rule that alarms by mistake once in so long a time on average.
   *
   * @param every the mean time between false alarms
   * @param scale how long windows are
   * @param scales how many scales are watched for the same alarms, and share what is tolerable
   */
  public static AlarmRule every(Duration every, Scale scale, int scales, double minEffect) {
    double windows = (double) every.toMillis() / scale.length().toMillis();
    return everyWindows(windows * scales, minEffect);
  }

  /**
   * The rule that alarms by mistake once in so many windows on average: the single window by itself
   * would in twice as many, and the pair is given what is left, by the exact Markov chain.
   *
   * @param windows on average from one false alarm to the next, at least 10
   */
  public static AlarmRule everyWindows(double windows, double minEffect) {
    if (!(windows >= 10 && windows < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "false alarms must be at least 10 windows apart, but were " + windows);
    }
    double single = 1 / (2 * windows);
    double least = single;
    double most = 0.5;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (least + most) / 2;
      if (runLength(single, middle) > windows) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return new AlarmRule(single, least, minEffect);
  }

  /** How many windows pass on average until the first false alarm. */
  public double runLength() {
    return runLength(single, pair);
  }

  /**
   * How many windows pass on average until the first alarm, if this share of windows has a p below
   * each level: the expected time to absorption of the chain whose state is which of the last two
   * windows was below {@code pair}. With shares that drift brings about, the delay.
   */
  static double runLength(double single, double pair) {
    double quiet = 1 - pair;
    double hit = pair - single;
    // From no hit: 1 + quiet * none + hit * last; from the last one: 1 + quiet * before;
    // from the one before: 1 + quiet * none. Any other step is an alarm.
    return (1 + hit * (1 + quiet)) / (1 - quiet - hit * quiet * quiet);
  }

  /** Whether a window alone is an alarm. */
  boolean isAlarm(double p, double effect) {
    return p < single && effect >= minEffect;
  }

  /** Whether a window is one of a pair that is an alarm. */
  boolean isHit(double p, double effect) {
    return p < pair && effect >= minEffect;
  }
}
