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

  /**
   * How long is looked.
   *
   * @param warmUp before the first try
   * @param heat a try of each candidate
   * @param last a try of each of the few that are left
   */
  record Patience(Duration warmUp, Duration heat, Duration last) {

    /** What tells settings apart that differ by some per cent. */
    static Patience usual() {
      return new Patience(Duration.ofSeconds(4), Duration.ofMillis(700), Duration.ofMillis(2500));
    }
  }

  private record Tried(BareSetting setting, double rate) {}

  private final Workload workload;
  private final Patience patience;

  BareSearch(Workload workload, Patience patience) {
    this.workload = workload;
    this.patience = patience;
  }

  /** The fastest of these. */
  BareSetting best(List<BareSetting> candidates)
      throws CommandFailedException, InterruptedException {
    try (Progress progress =
        Progress.of("looking for the best bare loop", candidates.size() + FINALISTS, "tries")) {
      attempt(candidates.get(0), patience.warmUp());
      List<BareSetting> finalists =
          ranked(candidates, patience.heat(), progress).stream().limit(FINALISTS).toList();
      return ranked(finalists, patience.last(), progress).get(0);
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
