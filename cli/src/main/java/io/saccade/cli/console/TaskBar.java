package io.saccade.cli.console;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/**
 * Draws a bar with what is said of its task in front of it: what stands behind is cut off where a
 * terminal is narrow. Thread-safe.
 */
final class TaskBar extends DefaultProgressBarRenderer {

  private final DecimalFormat speed =
      new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT));
  private final long size;
  private volatile String said = "";

  /** A bar that counts things of a size, named so. */
  TaskBar(String unit, long size) {
    super(
        ProgressBarStyle.ASCII,
        unit,
        size,
        true,
        new DecimalFormat(),
        ChronoUnit.SECONDS,
        true,
        TaskBar::left);
    this.size = size;
  }

  /** Says this from now on. */
  void say(String text) {
    said = " " + text;
  }

  @Override
  protected String percentage(ProgressState progress) {
    return super.percentage(progress) + said;
  }

  /** Without the unit, which the count before it has. */
  @Override
  protected String speed(ProgressState progress) {
    double seconds = progress.getElapsedAfterStart().toMillis() / 1e3;
    if (seconds < 1) {
      return "";
    }
    double rate = (progress.getCurrent() - progress.getStart()) / seconds / size;
    synchronized (speed) {
      return speed.format(rate) + "/s";
    }
  }

  private static Optional<Duration> left(ProgressState progress) {
    long done = progress.getCurrent() - progress.getStart();
    if (done <= 0 || progress.isIndefinite()) {
      return Optional.empty();
    }
    double each = progress.getElapsedAfterStart().toMillis() / (double) done;
    return Optional.of(
        Duration.ofMillis(Math.round(each * (progress.getMax() - progress.getCurrent()))));
  }
}
