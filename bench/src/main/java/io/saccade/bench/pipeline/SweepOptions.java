package io.saccade.bench.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what is varied. */
final class SweepOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--sweep",
      paramLabel = "WHAT",
      description =
          "Vary one thing: ${COMPLETION-CANDIDATES}. Prints one row a point, of the bare loop and "
              + "saccade in turns.")
  private Optional<Sweep> sweep = Optional.empty();

  @Option(
      names = "--points",
      paramLabel = "N",
      split = ",",
      description =
          "The points of the sweep (default: partitions 1,2,4,8,16; threads 1,2,4; size "
              + "20000,100000,500000,1048576 bytes; events 1000,10000,100000).")
  private List<Integer> points = new ArrayList<>();

  /**
   * Refuses points that cannot be measured, and points of nothing.
   *
   * @throws ParameterException naming the option
   */
  void check() {
    if (!points.isEmpty() && sweep.isEmpty()) {
      throw misused("--points says where to measure in a --sweep, and there is none");
    }
    int least = sweep.map(Sweep::least).orElse(1);
    for (int point : points) {
      if (point < least) {
        throw misused("--points must be at least %d, but was %d".formatted(least, point));
      }
    }
  }

  /** What is varied, if anything. */
  Optional<Sweep> sweep() {
    return sweep;
  }

  boolean varies(Sweep what) {
    return sweep.isPresent() && sweep.get() == what;
  }

  /** Where it is measured. */
  List<Integer> points() {
    return points.isEmpty() ? sweep.map(Sweep::points).orElse(List.of()) : points;
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
