package io.saccade.bench.drift;

import io.saccade.bench.pipeline.Interruptible;
import io.saccade.bench.results.GateOptions;
import io.saccade.bench.results.ResultOptions;
import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code saccade bench drift}. */
@Command(
    name = "drift",
    description = {
      "Holds what is said of drift to its gates, on public data sets.",
      "",
      "null: unchanged windows alarm as often as asked for, whatever the classes are; "
          + "failing-loudly: ten shifts, against the best published method at equal false alarms, "
          + "and against fixed thresholds; corruptions: ten of them at five severities; sequential: "
          + "windows to a false alarm, and to a true one; unchanged: what must not alarm, such as "
          + "other batches or another encoder.",
      "",
      "A gate that fails does not stop the others, but the exit code is 1 in the end. With --out "
          + "each gate has a file of its own, so they can be measured one by one. Every image is "
          + "seen by its model once after each change; windows are drawn of what it said."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench drift --data datasets/ --out docs/benchmarks",
      "  saccade bench drift --data datasets/ --gates corruptions --seeds 1,2,3",
      "  saccade bench drift --data datasets/ --quick",
      "  saccade bench drift --gates null",
    })
public final class DriftCommand implements Callable<Integer> {

  /** What the names of the files of results begin with. */
  public static final String RESULTS = "drift-";

  private static final List<DriftGate> GATES =
      List.of(
          new FailingLoudly(),
          new Corruptions(),
          new Unchanged(),
          new Sequential(),
          new NullRates());

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data sets: " + DataSets.LAYOUT + ".")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--quick",
      description = "Show that all works, in two minutes; the numbers mean little.")
  private boolean quick;

  @Mixin private GateOptions choice = new GateOptions();
  @Mixin private ResultOptions output = new ResultOptions();

  @Override
  public Integer call() throws IOException, CommandFailedException, InterruptedException {
    List<DriftGate> gates = choice.chosen(GATES, DriftGate::name);
    List<Long> seeds = choice.seeds();
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    List<DriftRow> rows = new ArrayList<>();
    Interruptible interruptible = new Interruptible();
    try {
      List<DataSet> sets = sets(gates, effort);
      for (long seed : seeds) {
        for (DriftGate gate : gates) {
          choice.announce(gate.name(), seed);
          rows.addAll(gate.measure(sets, effort, seed));
          choice.write(output, RESULTS, gate.name(), rows);
        }
      }
      for (DriftGate gate : gates) {
        List<DriftRow> own = rows.stream().filter(row -> row.gate().equals(gate.name())).toList();
        rows.addAll(gate.together(own));
        choice.write(output, RESULTS, gate.name(), rows);
      }
    } finally {
      interruptible.close();
    }
    DriftTable table = new DriftTable(rows);
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(output.json() ? table.json() : table.text());
    writer.flush();
    choice.requirePassed(rows);
    return 0;
  }

  /** What is made up needs no data. */
  private List<DataSet> sets(List<DriftGate> gates, Effort effort)
      throws CommandFailedException, IOException {
    if (gates.stream().allMatch(gate -> gate.name().equals(NullRates.NAME))) {
      return List.of();
    }
    DataSets sets =
        new DataSets(
            data.orElseThrow(
                () ->
                    misused(
                        "--data must name the folder of the data sets; only --gates null does "
                            + "without")));
    List<Path> missing = sets.missing();
    if (!missing.isEmpty()) {
      throw new CommandFailedException(
          "these are missing: %s; --data must have %s"
              .formatted(
                  String.join(", ", missing.stream().map(Path::toString).toList()),
                  DataSets.LAYOUT));
    }
    return sets.read(effort.images());
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
