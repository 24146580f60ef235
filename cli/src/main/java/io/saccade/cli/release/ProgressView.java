package io.saccade.cli.release;

import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.Terminal;
import io.saccade.processor.release.InstanceState;
import io.saccade.processor.release.ModelState;
import io.saccade.processor.release.ReleaseProgress;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows how far a release is. For one thread. */
interface ProgressView {

  /** The columns of a terminal that is as narrow as they come. */
  int COLUMNS = 79;

  /** Shows how far every living instance is now. */
  void show(ModelState state);

  /** The view for whoever watches. */
  static ProgressView of(OutputFormat format, PrintWriter out) {
    if (format == OutputFormat.JSON) {
      return state -> {};
    }
    return Terminal.isWatched() ? new Screen(out) : new Lines(out);
  }

  /** One instance in one line. */
  static String line(InstanceState instance) {
    ReleaseProgress progress = instance.progress();
    String state = progress.state().map(Enum::toString).orElse("-");
    String what =
        progress
            .refusal()
            .map(ReleaseProgress.Refusal::toString)
            .orElse(progress.state().isEmpty() ? "has not reported yet" : "");
    String version = progress.version().isEmpty() ? "" : "version " + progress.version();
    return ReleaseText.cut(
        "%-28s %-9s %-12s %s"
            .formatted(
                ReleaseText.cut(ReleaseText.plain(instance.name()), 28),
                state,
                ReleaseText.cut(version, 20),
                ReleaseText.plain(what))
            .stripTrailing(),
        COLUMNS);
  }

  /** A line an instance, written anew in its place. */
  final class Screen implements ProgressView {

    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private List<String> shown = List.of();

    Screen(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void show(ModelState state) {
      List<String> lines = state.living().stream().map(ProgressView::line).toList();
      if (lines.equals(shown)) {
        return;
      }
      if (!shown.isEmpty()) {
        out.print(UP.formatted(shown.size()) + CLEAR_BELOW);
      }
      lines.forEach(out::println);
      out.flush();
      shown = lines;
    }
  }

  /** A line whenever an instance has come further. */
  final class Lines implements ProgressView {

    private final PrintWriter out;
    private final Map<String, String> shown = new HashMap<>();

    Lines(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void show(ModelState state) {
      for (InstanceState instance : state.living()) {
        String line = line(instance);
        if (!line.equals(shown.put(instance.name(), line))) {
          out.println(line);
        }
      }
    }
  }
}
