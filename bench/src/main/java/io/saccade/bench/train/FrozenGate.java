package io.saccade.bench.train;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.trainer.recipe.Flag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A negative control: at rate 0 nothing changes, and what is frozen stays as it is, byte by byte,
 * while what lies behind it learns.
 */
record FrozenGate(Subject subject, Trainer trainer) implements Gate {

  /** The losses that are compared are rounded to six digits. */
  private static final double SAME_LOSS = 1e-5;

  @Override
  public String name() {
    return "frozen";
  }

  @Override
  public List<Path> needs() {
    return subject.needs();
  }

  @Override
  public List<GateRow> measure(long seed)
      throws CommandFailedException, IOException, InterruptedException {
    Outcome head = trainer.trained(subject.headOnly().settings(seed, trainer));
    ExportedWeights before = ExportedWeights.of(head);
    Subject still = subject.with(Map.of(Flag.LR, "0", Flag.EPOCHS, "2"));
    Outcome atRest = trainer.trained(still.settings(seed, trainer));
    int blocks = before.frozenBlocks();
    Subject halved = subject.with(Map.of(Flag.FREEZE, String.valueOf(blocks)));
    Outcome half = trainer.trained(halved.settings(seed, trainer));
    Set<String> frozen = before.firstBlocks(blocks);
    Set<String> changed = before.changedIn(ExportedWeights.of(half));
    Set<String> broken = new HashSet<>(changed);
    broken.retainAll(frozen);
    return new Figures(name(), subject.name(), seed)
        .atMost(
            "rate 0: weights that changed", before.changedIn(ExportedWeights.of(atRest)).size(), 0)
        .atMost("rate 0: epochs whose validation changed", restless(atRest), 0)
        .atLeast("frozen weights compared", frozen.size(), 1)
        .atMost("frozen weights that changed", broken.size(), 0)
        .atLeast("weights behind them that changed", changed.size() - broken.size(), 1)
        .rows();
  }

  /** Weights that got worse would not be exported, but would be seen here. */
  private static int restless(Outcome atRest) {
    double exported = atRest.validationLoss();
    return (int)
        atRest.pace().epochs().stream()
            .filter(epoch -> !(Math.abs(epoch.validationLoss() - exported) <= SAME_LOSS * exported))
            .count();
  }
}
