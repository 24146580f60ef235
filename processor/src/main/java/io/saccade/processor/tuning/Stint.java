package io.saccade.processor.tuning;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** A piece of work of the calling thread, by the clock and by the time it was on a processor. */
record Stint(long atNanos, long cpuNanos) {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  static Stint begin() {
    return new Stint(System.nanoTime(), cpu());
  }

  Pulse.Work end() {
    return new Pulse.Work(System.nanoTime() - atNanos, cpu() - cpuNanos);
  }

  /** Where the platform does not tell, the clock has to do. */
  private static long cpu() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
