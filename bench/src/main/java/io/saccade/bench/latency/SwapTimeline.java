package io.saccade.bench.latency;

import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * When each event was due and when its answer was visible, to be cut into windows afterwards.
 * Thread-safe.
 */
final class SwapTimeline {

  private static final long MICRO = 1_000;
  private static final int DIGITS = 3;
  private static final double MILLI = 1_000;
  private static final double SECOND = 1e9;

  private long[] due = new long[1 << 14];
  private long[] visible = new long[1 << 14];
  private int size;

  /** An event's answer is visible. */
  synchronized void add(long dueNanos, long visibleNanos) {
    if (size == due.length) {
      due = Arrays.copyOf(due, 2 * size);
      visible = Arrays.copyOf(visible, 2 * size);
    }
    due[size] = dueNanos;
    visible[size++] = visibleNanos;
  }

  /** A part of the run, by the clock of the load. */
  record Window(long fromNanos, long toNanos) {

    private boolean has(long nanos) {
      return nanos - fromNanos >= 0 && nanos - toNanos < 0;
    }
  }

  /** The 99th percentile, in milliseconds, of the events that were due in a window; NaN of none. */
  double p99Millis(long fromNanos, long toNanos) {
    return p99Millis(List.of(new Window(fromNanos, toNanos)));
  }

  /** The same of several windows together. */
  synchronized double p99Millis(List<Window> windows) {
    Histogram micros = new Histogram(DIGITS);
    for (Window window : windows) {
      for (int i = 0; i < size; i++) {
        if (window.has(due[i])) {
          micros.recordValue(Math.max(0, visible[i] - due[i]) / MICRO);
        }
      }
    }
    return micros.getTotalCount() == 0 ? Double.NaN : micros.getValueAtPercentile(99) / MILLI;
  }

  /** How many answers became visible a second in a window. */
  synchronized double rate(long fromNanos, long toNanos) {
    Window window = new Window(fromNanos, toNanos);
    long count = 0;
    for (int i = 0; i < size; i++) {
      if (window.has(visible[i])) {
        count++;
      }
    }
    return count * SECOND / (toNanos - fromNanos);
  }
}
