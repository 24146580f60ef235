package io.saccade.bench.train;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How right a pretrained network is on images that are new to it, and that it is never worse than
 * its new head alone. The best is chosen on validation, so there it must hold; the test part, which
 * nothing is chosen by, shows what it is worth.
 *
 * @param least percent of the test images
 */
record TransferGate(String name, Subject subject, double least, Trainer trainer) implements Gate {

  @Override
  public List<Path> needs() {
    return subject.needs();
  }

  @Override
  public List<GateRow> measure(long seed)
      throws CommandFailedException, IOException, InterruptedException {
    Outcome head = trainer.trained(subject.headOnly().settings(seed, trainer));
    Outcome tuned = trainer.trained(subject.settings(seed, trainer));
    return new Figures(name, subject.name(), seed)
        .atLeast("test, % right", 100 * tuned.test(), least)
        .shown("test, % right by the head alone", 100 * head.test())
        .shown("validation, % right", 100 * tuned.validation())
        .atLeast(
            "validation, points above the head alone",
            100 * (tuned.validation() - head.validation()),
            0)
        .training(tuned)
        .rows();
  }
}
