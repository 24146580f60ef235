package io.saccade.cli.drift;

import io.saccade.processor.drift.BurnIn;
import java.util.Locale;

/** What was learnt of accepted windows, in words. */
final class BurnInText {

  /** Below it images may as well be independent: the mean of sixty windows is no more exact. */
  private static final double HARDLY = 1.2;

  private BurnInText() {}

  /** How far the burn-in is. */
  static String progress(int windows) {
    return "%d of %d windows accepted".formatted(windows, BurnIn.WINDOWS);
  }

  /** What images count for. */
  static String repetition(double imagesOfOne) {
    return imagesOfOne < HARDLY
        ? "frames hardly repeat each other"
        : "frames repeat each other about %s times".formatted(times(imagesOfOne));
  }

  /** How far the accepted windows are from the reference; less than 0 is down. */
  static String gap(String series, double distance) {
    return "%.3f between the accepted windows, all together, and the reference (%s %s)"
        .formatted(Math.abs(distance), series, distance >= 0 ? "up" : "down");
  }

  private static String times(double times) {
    return times >= 9.95
        ? String.format(Locale.ROOT, "%,.0f", times)
        : String.format(Locale.ROOT, "%.1f", times).replaceAll("\\.0$", "");
  }
}
