package io.saccade.processor;

import io.saccade.processor.serving.Beside;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Lets records go first while a version proves itself. After each step it rests, for so many times
 * as long as the step took, and goes on when a lane is idle.
 *
 * <p>How long is a matter of queues: where lanes are busy for a share u of the time, records wait
 * in proportion to 1 / (1 - u), so the same work beside them makes them wait the longer, the nearer
 * u is to 1. Hence the rest is u / (1 - u) times {@link #PACE} steps. With nothing to do for lanes
 * there is none. A load ends on a machine that is never idle too: a short one takes five times as
 * long there, since what is over soon disturbs nobody for long and operators wait for it, and a
 * long one 25 times as long. Which of them it is, the steps to come tell, after the first one: it
 * was the making of the session, and is like no other. For one thread.
 */
final class GivingWay implements Beside {

  /** Steps of rest where lanes are busy half of the time. */
  private static final double PACE = 4;

  /** The most steps of rest, of a load that works for so long in all and of a longer one. */
  private static final double MOST_WHERE_SHORT = 4;

  private static final double MOST = 24;
  private static final long SHORT_NANOS = 1_000_000_000;

  private static final long LOOK_NANOS = 1_000_000;

  private final DoubleSupplier busy;
  private final Runnable warming;
  private final LongSupplier nanos;
  private long resumed;
  private long worked;

  /**
   * For one load.
   *
   * @param busy the share of lanes that are busy, from 0 to 1
   * @param warming is run when the version has proved itself
   */
  GivingWay(DoubleSupplier busy, Runnable warming) {
    this(busy, warming, System::nanoTime);
  }

  GivingWay(DoubleSupplier busy, Runnable warming, LongSupplier nanos) {
    this.busy = busy;
    this.warming = warming;
    this.nanos = nanos;
    this.resumed = nanos.getAsLong();
  }

  @Override
  public void warming() {
    warming.run();
  }

  @Override
  public void giveWay(int left) {
    long stopped = nanos.getAsLong();
    long step = stopped - resumed;
    double most = isShort(step, left) ? MOST_WHERE_SHORT : MOST;
    worked += step;
    double seen = 0;
    for (long looks = 1; !Thread.currentThread().isInterrupted(); looks++) {
      double now = busy.getAsDouble();
      seen += now;
      double steps = (nanos.getAsLong() - stopped) / (double) Math.max(1, step);
      if (steps >= most || (now < 1 && steps >= rest(seen / looks))) {
        break;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    resumed = nanos.getAsLong();
  }

  private boolean isShort(long step, int left) {
    return worked == 0 || worked + (1 + left) * step <= SHORT_NANOS;
  }

  /** How long to rest, in steps. */
  private static double rest(double share) {
    return PACE * share / (1 - share);
  }
}
