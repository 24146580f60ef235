package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the setting of the bare loop that is fastest here: a short try of all, a longer of few. */
final class BareSearch {

  private static final int FINALISTS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration HEAT = Duration.ofMillis(700);
  private static final Duration FINAL = Duration.ofMillis(2500);

  private record Tried(BareSetting setting, double rate) {}

  private final Workload workload;

  BareSearch(Workload workload) {
    this.workload = workload;
  }

  /** The fastest of these. */
  BareSetting best(List<BareSetting> candidates)
      throws CommandFailedException, InterruptedException {
    try (Progress progress =
        Progress.of("looking for the best bare loop", candidates.size() + FINALISTS, "tries")) {
      attempt(candidates.get(0), WARM_UP);
      List<BareSetting> finalists =
          ranked(candidates, HEAT, progress).stream().limit(FINALISTS).toList();
      return ranked(finalists, FINAL, progress).get(0);
    }
  }

  private List<BareSetting> ranked(List<BareSetting> settings, Duration time, Progress progress)
      throws CommandFailedException, InterruptedException {
    List<Tried> tried = new ArrayList<>();
    for (BareSetting setting : settings) {
      tried.add(new Tried(setting, attempt(setting, time)));
      progress.step();
    }
    tried.sort(Comparator.comparingDouble(Tried::rate).reversed());
    return tried.stream().map(Tried::setting).toList();
  }

  private double attempt(BareSetting setting, Duration time)
      throws CommandFailedException, InterruptedException {
    try (BareLoop loop = new BareLoop(workload, setting)) {
      long end = System.nanoTime() + time.toNanos();
      return loop.runWhile(() -> System.nanoTime() < end);
    }
  }
}
