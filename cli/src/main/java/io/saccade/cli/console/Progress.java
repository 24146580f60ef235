package io.saccade.cli.console;

import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a terminal how far a command is; where nobody watches it shows nothing, so that logs and
 * pipes stay clean. Thread-safe.
 */
public final class Progress implements AutoCloseable {

  private static final long MEGA = 1_000_000;
  private static final String CTRL_C = "INT";

  private final TaskBar drawing;
  private final @Nullable ProgressBar bar;

  private Progress(TaskBar drawing, @Nullable ProgressBar bar) {
    this.drawing = drawing;
    this.bar = bar;
  }

  /** Starts to count towards {@code total} things named {@code unit}. */
  public static Progress of(String task, long total, String unit) {
    return of(task, total, " " + unit, 1);
  }

  /** Starts to count towards {@code total} bytes, which are shown as megabytes. */
  public static Progress ofBytes(String task, long total) {
    return of(task, total, " MB", MEGA);
  }

  private static Progress of(String task, long total, String unit, long size) {
    TaskBar drawing = new TaskBar(unit, size);
    if (!Terminal.isWatched()) {
      return new Progress(drawing, null);
    }
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setRenderer(drawing)
            .setUpdateIntervalMillis(200);
    return new Progress(drawing, keepingCtrlC(builder::build));
  }

  // The library's terminal gives Ctrl-C back to the system while a bar is shown, where it would end
  // the process at once, whatever StopSignal has to tidy up; and hands back later what it found.
  private static <T> T keepingCtrlC(Supplier<T> work) {
    Object handler = Signals.register(CTRL_C, () -> {});
    Signals.unregister(CTRL_C, handler);
    try {
      return work.get();
    } finally {
      Signals.unregister(CTRL_C, handler);
    }
  }

  /** One more is done. */
  public void step() {
    if (bar != null) {
      bar.step();
    }
  }

  /** So many are done in all. */
  public void reach(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  /** So many are done. */
  public void stepTo(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  /** Says something before the bar, in place of what it said before. */
  public void say(String text) {
    drawing.say(text);
  }

  @Override
  public void close() {
    if (bar != null) {
      boolean unused =
          keepingCtrlC(
              () -> {
                bar.close();
                return true;
              });
    }
  }
}
