package io.saccade.bench.train;

import io.saccade.bench.pipeline.Interruptible;
import io.saccade.bench.pipeline.WorkFolder;
import io.saccade.bench.results.GateOptions;
import io.saccade.bench.results.ResultOptions;
import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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

/** {@code saccade bench train}. */
@Command(
    name = "train",
    description = {
      "Holds the trainer to its gates, on public data sets.",
      "",
      "Each gate trains as `saccade train` does, once a seed: mnist, from scratch; cifar, signs-v1 "
          + "and signs-v2, pretrained networks under a new head; shuffled and frozen, the negative "
          + "controls; repeat, equal bytes from equal settings, also after a kill; memory, over a "
          + "thousand steps; pytorch, the same recipe there, on the same split and in turns.",
      "",
      "A gate that fails does not stop the others, but the exit code is 1 in the end. What a "
          + "machine lacks is skipped with its reason. With --out each gate has a file of its own, "
          + "so they can be measured one by one."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade bench train --data datasets/ --seeds 1,2,3 --out docs/benchmarks",
      "  saccade bench train --data datasets/ --gates mnist,cifar --out docs/benchmarks",
      "  saccade bench train --quick",
    })
public final class TrainCommand implements Callable<Integer> {

  /** What the names of the files of results begin with. */
  public static final String RESULTS = "train-";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data sets: " + DataSets.LAYOUT + ".")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--quick",
      description = "Show on drawn images that all works, in a minute; --data is not needed.")
  private boolean quick;

  @Option(
      names = "--python",
      paramLabel = "COMMAND",
      defaultValue = "",
      description = "A Python that can import torch (default: python3, then /usr/bin/python3).")
  private String python = "";

  @Mixin private GateOptions choice = new GateOptions();
  @Mixin private ResultOptions output = new ResultOptions();

  @Override
  public Integer call() throws IOException, CommandFailedException, InterruptedException {
    if (!quick && data.isEmpty()) {
      throw misused("--data must name the folder of the data sets; --quick does without");
    }
    List<Long> seeds = choice.seeds();
    List<GateRow> rows = new ArrayList<>();
    Interruptible interruptible = new Interruptible();
    try (WorkFolder folder = new WorkFolder()) {
      Gates all = new Gates(new Trainer(folder.path(), spec.commandLine().getErr()));
      List<Gate> gates =
          choice.chosen(
              quick ? all.quick() : all.full(new DataSets(data.orElse(Path.of(""))), python),
              Gate::name);
      requireData(gates);
      for (long seed : seeds) {
        for (Gate gate : gates) {
          rows.addAll(measured(gate, seed));
          // Hours may lie behind it; what comes after may break off.
          choice.write(output, RESULTS, gate.name(), rows);
        }
      }
    } finally {
      interruptible.close();
    }
    GateTable table = new GateTable(rows);
    print(output.json() ? table.json() : table.text());
    choice.requirePassed(rows);
    return 0;
  }

  private static void requireData(List<Gate> gates) throws CommandFailedException {
    List<String> missing =
        gates.stream()
            .flatMap(gate -> gate.needs().stream())
            .distinct()
            .filter(path -> !Files.exists(path))
            .map(Path::toString)
            .toList();
    if (!missing.isEmpty()) {
      throw new CommandFailedException(
          "these are missing: %s; --data must have %s, or leave gates out with --gates"
              .formatted(String.join(", ", missing), DataSets.LAYOUT));
    }
  }

  private List<GateRow> measured(Gate gate, long seed) throws IOException, InterruptedException {
    choice.announce(gate.name(), seed);
    try {
      return gate.measure(seed);
    } catch (CommandFailedException e) {
      return new Figures(gate.name(), "", seed).broken(String.valueOf(e.getMessage())).rows();
    }
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(String text) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(text);
    writer.flush();
  }
}
