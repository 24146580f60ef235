package io.saccade.cli.release;

import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.console.Terminal;
import io.saccade.processor.release.InstanceState;
import io.saccade.processor.release.ModelState;
import io.saccade.processor.release.ReleaseProgress;
import io.saccade.schemas.avro.VersionState;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    String name = ReleaseText.cut(ReleaseText.plain(instance.name()), 28);
    return ReleaseText.cut(
        "%-28s %-9s %s".formatted(name, state, what(instance)).stripTrailing(), COLUMNS);
  }

  private static String what(InstanceState instance) {
    ReleaseProgress progress = instance.progress();
    if (progress.state().isEmpty()) {
      return "has not reported yet";
    }
    if (progress.isServing()) {
      return ReleaseText.serves(instance.status());
    }
    return ReleaseText.plain(
        "version "
            + progress.version()
            + progress.refusal().map(refusal -> " " + refusal).orElse(waits(instance)));
  }

  /** What the version that is behind waits for, where it does. */
  private static String waits(InstanceState instance) {
    return instance.status().getVersions().stream()
        .filter(version -> version.getVersion().equals(instance.progress().version()))
        .filter(version -> version.getState() == VersionState.LOADING)
        .flatMap(version -> Optional.ofNullable(version.getMessage()).stream())
        .map(message -> " " + message)
        .findFirst()
        .orElse("");
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
