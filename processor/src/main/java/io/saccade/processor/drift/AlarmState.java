package io.saccade.processor.drift;

import java.util.Locale;

/**
 * Where a key stands at one scale. Windows that have too few images to be judged change nothing.
 */
public sealed interface AlarmState {

  /** Before any window was judged. */
  static AlarmState start() {
    return new Insufficient();
  }

  /**
   * What follows when a window is judged.
   *
   * @param p of the window
   * @param effect how large its difference is
   * @param endMillis when its event time ends
   */
  AlarmState judged(double p, double effect, long endMillis, AlarmRule rule);

  /** The state in one word, for reports. */
  default String word() {
    return getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  /** No window was judged yet. */
  record Insufficient() implements AlarmState {
    @Override
    public AlarmState judged(double p, double effect, long endMillis, AlarmRule rule) {
      return new Ok().judged(p, effect, endMillis, rule);
    }
  }

  /** Neither of the last two windows was a hit. */
  record Ok() implements AlarmState {
    @Override
    public AlarmState judged(double p, double effect, long endMillis, AlarmRule rule) {
      if (rule.isAlarm(p, effect)) {
        return new Alarm(endMillis);
      }
      return rule.isHit(p, effect) ? new Warn(1) : this;
    }
  }

  /**
   * One of the last two windows was a hit; another one is an alarm.
   *
   * @param windowsAgo 1 if it was the last, 2 if it was the one before
   */
  record Warn(int windowsAgo) implements AlarmState {

    /** Refuses a hit that does not matter any more. */
    public Warn {
      if (windowsAgo != 1 && windowsAgo != 2) {
        throw new IllegalArgumentException("windowsAgo must be 1 or 2, but was " + windowsAgo);
      }
    }

    @Override
    public AlarmState judged(double p, double effect, long endMillis, AlarmRule rule) {
      if (rule.isHit(p, effect)) {
        return new Alarm(endMillis);
      }
      return windowsAgo == 1 ? new Warn(2) : new Ok();
    }
  }

  /**
   * Something has changed.
   *
   * @param sinceMillis the end of the window that said so
   */
  record Alarm(long sinceMillis) implements AlarmState {
    @Override
    public AlarmState judged(double p, double effect, long endMillis, AlarmRule rule) {
      return p > AlarmRule.CALM ? new Recovering(sinceMillis, 1) : this;
    }
  }

  /**
   * The last windows of an alarm were calm, but too few of them.
   *
   * @param sinceMillis as of the alarm
   * @param calm how many in a row
   */
  record Recovering(long sinceMillis, int calm) implements AlarmState {

    /** Refuses what is no recovery yet, or is one already. */
    public Recovering {
      if (calm < 1 || calm >= AlarmRule.CALM_WINDOWS) {
        throw new IllegalArgumentException(
            "calm must be 1 to %d, but was %d".formatted(AlarmRule.CALM_WINDOWS - 1, calm));
      }
    }

    @Override
    public AlarmState judged(double p, double effect, long endMillis, AlarmRule rule) {
      if (p <= AlarmRule.CALM) {
        return new Alarm(sinceMillis);
      }
      return calm + 1 == AlarmRule.CALM_WINDOWS ? new Ok() : new Recovering(sinceMillis, calm + 1);
    }
  }
}
