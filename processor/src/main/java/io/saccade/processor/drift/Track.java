package io.saccade.processor.drift;

import java.util.OptionalLong;

/**
 * Where one key stands at one scale. The sums are the caller's to keep: one for every open window,
 * by its start, and one that is carried. Windows that no event fell into do not exist; those that
 * do are closed in the order of time.
 *
 * <p>For each pane's sums that come: if they are {@link #late}, count them, else add them to those
 * of {@link Scale#startMillis}. Then {@link #close} each open window that is over, in order, with
 * its own sums and the carried ones together.
 *
 * @param scale how long windows are
 * @param closedUntilMillis the end of the last window that was closed: what is earlier is late
 * @param carriedFromMillis when the earliest window began whose images were too few and are carried
 */
public record Track(Scale scale, long closedUntilMillis, OptionalLong carriedFromMillis) {

  /** Before any event. */
  public static Track start(Scale scale) {
    return new Track(scale, Long.MIN_VALUE, OptionalLong.empty());
  }

  /** Whether the window of an event, or of a pane, was closed already. */
  public boolean late(long eventMillis) {
    return eventMillis < closedUntilMillis;
  }

  /**
   * Closes the earliest open window.
   *
   * @param startMillis when it starts
   * @param images how many it has, those carried into it included
   */
  public Closing close(long startMillis, long images, WindowRule rule, CloseReason reason) {
    if (late(startMillis) || scale.startMillis(startMillis) != startMillis) {
      throw new IllegalArgumentException(
          "the window at %d must start at a multiple of %s, not before %d"
              .formatted(startMillis, scale.length(), closedUntilMillis));
    }
    long end = endMillis(startMillis);
    long from = carriedFromMillis.orElse(startMillis);
    boolean sufficient = images >= rule.minSamples();
    OptionalLong carried = sufficient ? OptionalLong.empty() : OptionalLong.of(from);
    return new Closing(
        new Window(scale, from, end, reason), sufficient, new Track(scale, end, carried));
  }

  private long endMillis(long startMillis) {
    return startMillis + scale.length().toMillis();
  }
}
