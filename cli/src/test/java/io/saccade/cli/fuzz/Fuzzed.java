package io.saccade.cli.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What Jazzer calls, in a process of its own. Time is counted in what the thread computed, so that
 * a busy machine is no finding.
 */
public final class Fuzzed {

  private static final Duration MOST = Duration.ofSeconds(2);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Jazzer knows static methods alone. */
  private static @Nullable FuzzTarget target;

  private Fuzzed() {}

  /** Called once, with the name of a target. */
  public static void fuzzerInitialize(String[] args) throws Exception {
    target = Targets.valueOf(args[0]).open();
  }

  /** Called with bytes again and again; whatever it throws is a finding. */
  public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
    long before = THREADS.getCurrentThreadCpuTime();
    if (target != null) {
      target.read(bytes);
    }
    long took = THREADS.getCurrentThreadCpuTime() - before;
    if (took > MOST.toNanos()) {
      throw new IllegalStateException("took " + Duration.ofNanos(took) + ", more than " + MOST);
    }
  }
}
