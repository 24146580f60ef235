package io.saccade.processor.bundles;

import java.time.Duration;

/**
 * How long fetching may take.
 *
 * @param connect until a connection stands, and then until an answer begins
 * @param overall for a whole bundle
 */
public record FetchTimes(Duration connect, Duration overall) {

  public FetchTimes {
    requirePositive("connect", connect);
    requirePositive("overall", overall);
  }

  /** Ten seconds, and ten minutes. */
  public static FetchTimes defaults() {
    return new FetchTimes(Duration.ofSeconds(10), Duration.ofMinutes(10));
  }

  private static void requirePositive(String name, Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException(name + " must be more than zero, but was " + time);
    }
  }
}
