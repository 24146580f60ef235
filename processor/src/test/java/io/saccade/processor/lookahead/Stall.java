package io.saccade.processor.lookahead;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something that holds whoever comes, until it is ended. */
final class Stall {

  private static final long SOON_SECONDS = 60;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  void hold() {
    begun.countDown();
    boolean interrupted = false;
    while (ended.getCount() > 0) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        interrupted = true; // Native code takes no notice either.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void awaitBegun() throws InterruptedException {
    if (!begun.await(SOON_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing has come to the model");
    }
  }

  boolean hasBegun() {
    return begun.getCount() == 0;
  }

  void end() {
    ended.countDown();
  }
}
