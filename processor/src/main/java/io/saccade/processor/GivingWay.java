package io.saccade.processor;

import io.saccade.processor.serving.Beside;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets records go first while a version proves itself. Each step waits until a lane has nothing to
 * do and nothing waits for one, but only for so many times as long as the step before took: a load
 * ends on a machine that is never idle too, and takes five times as long there at most. For one
 * thread.
 */
final class GivingWay implements Beside {

  private static final int MOST = 4;
  private static final long LOOK_NANOS = 1_000_000;

  private final BooleanSupplier spare;
  private final Runnable warming;
  private long resumed = System.nanoTime();

  /**
   * For one load.
   *
   * @param spare whether a lane has nothing to do
   * @param warming is run when the version has proved itself
   */
  GivingWay(BooleanSupplier spare, Runnable warming) {
    this.spare = spare;
    this.warming = warming;
  }

  @Override
  public void warming() {
    warming.run();
  }

  @Override
  public void giveWay() {
    long now = System.nanoTime();
    long until = now + MOST * (now - resumed);
    while (!spare.getAsBoolean() && now - until < 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_NANOS);
      now = System.nanoTime();
    }
    resumed = now;
  }
}
