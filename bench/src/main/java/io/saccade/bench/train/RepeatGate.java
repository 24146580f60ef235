package io.saccade.bench.train;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.trainer.recipe.Flag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The same settings give the same bundle, also where the training is killed amid an epoch and taken
 * up again; and another seed gives another one, so that the comparison can fail.
 */
record RepeatGate(Subject subject, Trainer trainer) implements Gate {

  @Override
  public String name() {
    return "repeat";
  }

  @Override
  public List<Path> needs() {
    return subject.needs();
  }

  @Override
  public List<GateRow> measure(long seed)
      throws CommandFailedException, IOException, InterruptedException {
    Map<Flag, String> settings = subject.settings(seed, trainer);
    Outcome once = trainer.train(settings, (event, child) -> {});
    Outcome twice = trainer.train(settings, (event, child) -> {});
    Outcome resumed = trainer.killedAndResumed(settings);
    Outcome other = trainer.train(subject.settings(seed + 1000, trainer), (event, child) -> {});
    return new Figures(name(), subject.name(), seed)
        .atLeast("two runs: equal SHA-256", equal(once, twice), 1)
        .atLeast("killed amid an epoch and resumed: equal SHA-256", equal(once, resumed), 1)
        .atMost("another seed: equal SHA-256", equal(once, other), 0)
        .rows();
  }

  private static int equal(Outcome one, Outcome other) {
    return one.sha256().equals(other.sha256()) ? 1 : 0;
  }
}
