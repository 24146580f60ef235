package io.saccade.processor.tuning;

import io.saccade.model.BundleRefusedException;
import io.saccade.processor.serving.ModelFailedException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tries points and writes down what was seen, within a deadline. */
final class Notebook {

  /** The run-up, and two rounds at least. */
  private static final int ROUNDS_OF_A_SLICE = 3;

  private final Trials trials;
  private final Deadline deadline;
  private final Duration target;
  private final Map<TuningPoint, Observations> pages = new LinkedHashMap<>();

  /**
   * An empty notebook.
   *
   * @param target the bound of the latency; zero for none
   */
  Notebook(Trials trials, Deadline deadline, Duration target) {
    this.trials = trials;
    this.deadline = deadline;
    this.target = target;
  }

  /**
   * Runs a point without writing it down.
   *
   * @param atMost when to stop, whatever was seen
   */
  Slice rehearse(TuningPoint point, Duration atLeast, Duration atMost)
      throws BundleRefusedException, ModelFailedException, InterruptedException {
    return trials.run(point, atLeast, atMost);
  }

  void write(TuningPoint point, Slice slice) {
    page(point).add(slice);
  }

  /**
   * Runs a point and writes it down.
   *
   * @return what was seen, or null if nothing could be: no time is left for it, or it failed
   */
  @Nullable Slice measure(TuningPoint point, Duration atLeast) throws InterruptedException {
    if (needs(point, atLeast).compareTo(deadline.left()) > 0) {
      if (!page(point).isMeasured()) {
        page(point).note("no time left");
      }
      return null;
    }
    try {
      Slice slice = rehearse(point, atLeast, deadline.left());
      write(point, slice);
      return slice.rate() > 0 ? slice : null;
    } catch (BundleRefusedException | ModelFailedException e) {
      page(point).note("failed: " + e.getMessage());
      return null;
    }
  }

  /** How long a slice takes at least, if the point is as fast as the fastest. */
  Duration needs(TuningPoint point, Duration atLeast) {
    double fastest = pages.values().stream().mapToDouble(Observations::rate).max().orElse(0);
    int images = ROUNDS_OF_A_SLICE * point.lanes() * point.batch();
    Duration needs = Duration.ofNanos(fastest == 0 ? 0 : (long) (images / fastest * 1e9));
    return needs.compareTo(atLeast) < 0 ? atLeast : needs;
  }

  Observations page(TuningPoint point) {
    return pages.computeIfAbsent(point, Observations::new);
  }

  /** Whether the latency of a point stays within the target. */
  boolean isInTarget(Observations observations) {
    return target.isZero() || observations.latencyNanos() <= target.toNanos();
  }

  /** The measured points that may be chosen, the fastest first; where none may, all of them. */
  List<Observations> eligible() {
    List<Observations> within = measured().filter(this::isInTarget).sorted(FASTEST).toList();
    return within.isEmpty() ? measured().sorted(FASTEST).toList() : within;
  }

  /** Whether there are measured points, all of them beyond the target. */
  boolean missesTarget() {
    return measured().findAny().isPresent() && measured().noneMatch(this::isInTarget);
  }

  List<TuningReport.Line> lines() {
    return pages.values().stream().map(Observations::line).toList();
  }

  private static final Comparator<Observations> FASTEST =
      Comparator.comparingDouble(Observations::rate).reversed();

  private Stream<Observations> measured() {
    return pages.values().stream().filter(Observations::isMeasured);
  }
}
