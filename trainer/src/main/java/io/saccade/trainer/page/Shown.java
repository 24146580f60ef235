package io.saccade.trainer.page;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. What is not a number is a dash. */
public final class Shown {

  private static final String NOTHING = "–";
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Shown() {}

  /** A share from 0 to 1, such as {@code 93.4 %}; only what is all is 100 %. */
  public static String percent(double share) {
    if (!Double.isFinite(share)) {
      return NOTHING;
    }
    if (share > 0.9995 && share < 1) {
      return String.format(Locale.ROOT, "%.2f %%", Math.floor(share * 10_000) / 100);
    }
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  /** About three digits that count, such as {@code 0.0123}, {@code 12.3} or {@code 1.2e-07}. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return NOTHING;
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 1e-3 || size >= 1e6) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** With commas between thousands. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Bytes in steps of a thousand, such as {@code 13.6 MB}. */
  public static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 999.5 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit == 0 || size >= 99.95 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }

  /** Such as {@code 0.8 s}, {@code 12 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
  public static String time(Duration time) {
    double seconds = time.toNanos() / 1e9;
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  /** A thing and how many there are of it: {@code 1 image}, {@code 3 images}. */
  public static String many(long count, String thing) {
    return count(count) + " " + thing + (count == 1 ? "" : "s");
  }
}
