package io.saccade.schemas;

import java.time.Duration;

/** How time passes for the registry client: read and waited for here only, so tests turn it. */
interface Pause {

  /** Nanoseconds since some fixed moment. */
  long nanoTime();

  /**
   * Waits between two tries.
   *
   * @return false if the client was closed meanwhile and must not try again
   */
  boolean await(Duration duration) throws InterruptedException;

  /** Ends waits now and to come. */
  void close();
}
