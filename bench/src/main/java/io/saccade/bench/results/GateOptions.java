package io.saccade.bench.results;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which gates are measured, and how often; and what is done about results. */
public final class GateOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--gates",
      paramLabel = "GATE",
      split = ",",
      description = "Only these (default: all).")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      description = "Measure each gate once with each of these seeds (default: 1).")
  private List<Long> seeds = new ArrayList<>();

  /** A figure that a gate has measured. */
  public interface Judged {

    /** The gate's name. */
    String gate();

    /** Whether it is as good as it must be. */
    boolean passes();
  }

  /**
   * The gates that are asked for, in their order.
   *
   * @throws ParameterException if there is no gate of such a name
   */
  public <G> List<G> chosen(List<G> gates, Function<G, String> name) {
    List<String> names = gates.stream().map(name).toList();
    for (String asked : only) {
      if (!names.contains(asked)) {
        throw misused("--gates must name some of %s, but was %s".formatted(names, asked));
      }
    }
    return gates.stream()
        .filter(gate -> only.isEmpty() || only.contains(name.apply(gate)))
        .toList();
  }

  /**
   * The seeds, at least one.
   *
   * @throws ParameterException if one is there twice
   */
  public List<Long> seeds() {
    if (new HashSet<>(seeds).size() < seeds.size()) {
      throw misused("--seeds must be different, but were " + seeds);
    }
    return seeds.isEmpty() ? List.of(1L) : List.copyOf(seeds);
  }

  /** Says what is measured next. */
  public void announce(String gate, long seed) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("saccade: gate %s, seed %d%n", gate, seed);
    err.flush();
  }

  /**
   * Writes what one gate has measured. It has a file of its own, so that each may be measured by
   * itself.
   *
   * @param results what the name of the file begins with
   * @param rows those of all gates so far
   */
  public void write(ResultOptions output, String results, String gate, List<? extends Judged> rows)
      throws IOException {
    output.write(results + gate, rows.stream().filter(row -> row.gate().equals(gate)).toList());
  }

  /**
   * Ends a command whose gates did not all pass.
   *
   * @throws CommandFailedException naming those that failed
   */
  public void requirePassed(List<? extends Judged> rows) throws CommandFailedException {
    List<String> failed =
        rows.stream().filter(row -> !row.passes()).map(Judged::gate).distinct().toList();
    if (!failed.isEmpty()) {
      throw new CommandFailedException(
          "these gates failed: %s; their figures are above".formatted(String.join(", ", failed)));
    }
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
