package io.saccade.cli.train;

import io.saccade.cli.console.Progress;
import io.saccade.cli.console.Terminal;
import io.saccade.trainer.progress.TrainingEvent;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a training comes on: a bar a stage on a terminal, elsewhere a line a stage and a line
 * an epoch. Thread-safe.
 */
public final class TrainingView implements io.saccade.trainer.progress.Progress, AutoCloseable {

  private final PrintWriter err;
  private final boolean watched = Terminal.isWatched();
  private @Nullable Progress bar;

  /** Shows nothing yet. */
  public TrainingView(PrintWriter err) {
    this.err = err;
  }

  @Override
  public synchronized void tell(TrainingEvent event) {
    if (event instanceof TrainingEvent.Stage stage) {
      close();
      begin(stage);
    } else if (event instanceof TrainingEvent.Step step) {
      if (bar != null) {
        bar.stepTo(step.done());
      }
    } else if (event instanceof TrainingEvent.Epoch epoch) {
      if (bar != null) {
        bar.say(shortly(epoch));
      } else {
        err.println("saccade:   " + line(epoch));
      }
    } else if (event instanceof TrainingEvent.Notice notice) {
      close();
      err.println("saccade: " + notice.text());
    }
  }

  private void begin(TrainingEvent.Stage stage) {
    if (watched && stage.total() > 0) {
      bar = Progress.of(stage.name(), stage.total(), stage.unit());
    } else if (!watched) {
      String many = stage.total() > 0 ? " (" + counted(stage.total(), stage.unit()) + ")" : "";
      err.println("saccade: " + stage.name() + many);
    }
  }

  /** Units are told as there are many of them. */
  private static String counted(long total, String unit) {
    return String.format(
        Locale.ROOT, "%,d %s", total, total == 1 ? unit.replaceFirst("s$", "") : unit);
  }

  private static String line(TrainingEvent.Epoch epoch) {
    return "epoch %d/%d: loss %s%s, validation %s right%s"
        .formatted(
            epoch.number(),
            epoch.of(),
            number(epoch.loss()),
            Double.isNaN(epoch.accuracy()) ? "" : ", " + percent(epoch.accuracy()) + " right",
            percent(epoch.validationAccuracy()),
            epoch.best() ? " (best so far)" : "");
  }

  private static String shortly(TrainingEvent.Epoch epoch) {
    String accuracy = String.format(Locale.ROOT, "%.1f %%", epoch.validationAccuracy() * 100);
    return "epoch %d/%d %s".formatted(epoch.number(), epoch.of(), accuracy);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
