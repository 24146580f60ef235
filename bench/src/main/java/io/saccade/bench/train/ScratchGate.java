package io.saccade.bench.train;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How right a network is that has learned from nothing.
 *
 * @param least percent of the test images
 */
record ScratchGate(String name, Subject subject, double least, Trainer trainer) implements Gate {

  @Override
  public List<Path> needs() {
    return subject.needs();
  }

  @Override
  public List<GateRow> measure(long seed)
      throws CommandFailedException, IOException, InterruptedException {
    Outcome outcome = trainer.trained(subject.settings(seed, trainer));
    return new Figures(name, subject.name(), seed)
        .atLeast("test, % right", 100 * outcome.test(), least)
        .shown("validation, % right", 100 * outcome.validation())
        .shown("epochs", outcome.pace().epochs().size())
        .training(outcome)
        .rows();
  }
}
