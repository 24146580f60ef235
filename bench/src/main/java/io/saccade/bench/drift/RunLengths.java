package io.saccade.bench.drift;

import io.saccade.processor.drift.AlarmRule;
import io.saccade.processor.drift.AlarmState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Counts the windows between alarms of rules that are to alarm by mistake once in so many windows.
 */
final class RunLengths {

  /** The windows of a stream without change. */
  static final int WINDOWS = 720;

  private final int windows;
  private final AlarmRule any;
  private final AlarmRule big;
  private final Map<String, Delays> delays = new HashMap<>();
  private long watched;
  private long alarms;
  private long bigAlarms;

  /** So many windows from drift to alarm, of so many times that it began. */
  private record Delays(long windows, long times) {}

  RunLengths(int windows) {
    this.windows = windows;
    this.any = AlarmRule.everyWindows(windows, 0);
    this.big = AlarmRule.everyWindows(windows, AlarmRule.DEFAULT_EFFECT);
  }

  /** The run length that was asked for. */
  int windows() {
    return windows;
  }

  /** A stream in which nothing changes; after each alarm the rule begins anew. */
  void unchanged(Scored[] stream) {
    long found = alarms(stream, any);
    long foundBig = alarms(stream, big);
    synchronized (this) {
      watched += stream.length;
      alarms += found;
      bigAlarms += foundBig;
    }
  }

  private static long alarms(Scored[] stream, AlarmRule rule) {
    long alarms = 0;
    AlarmState state = AlarmState.start();
    for (Scored window : stream) {
      state = state.judged(window.p(), window.effect(), 0, rule);
      if (state instanceof AlarmState.Alarm) {
        alarms++;
        state = AlarmState.start();
      }
    }
    return alarms;
  }

  /** A stream that has changed from its first window on; watched as long as a stream without. */
  void after(String name, Supplier<Scored> stream) {
    AlarmState state = AlarmState.start();
    int passed = 0;
    while (!(state instanceof AlarmState.Alarm) && passed < WINDOWS) {
      Scored window = stream.get();
      state = state.judged(window.p(), window.effect(), 0, big);
      passed++;
    }
    Delays one = new Delays(passed, 1);
    synchronized (this) {
      delays.merge(
          name, one, (a, b) -> new Delays(a.windows() + b.windows(), a.times() + b.times()));
    }
  }

  /** How many windows without change were watched. */
  synchronized long watched() {
    return watched;
  }

  /** How many of them were an alarm. */
  synchronized long alarms() {
    return alarms;
  }

  /** Windows to a false alarm. */
  synchronized double mean() {
    return (double) watched / Math.max(1, alarms);
  }

  /** Windows to a false alarm where an alarm takes an effect too. */
  synchronized double meanOfBig() {
    return (double) watched / Math.max(1, bigAlarms);
  }

  /** Windows from a change to the alarm, its window among them. */
  synchronized double delay(String name) {
    Delays of = delays.getOrDefault(name, new Delays(0, 1));
    return (double) of.windows() / of.times();
  }
}
