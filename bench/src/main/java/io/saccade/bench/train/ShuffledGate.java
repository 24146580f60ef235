package io.saccade.bench.train;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A negative control: where labels say nothing, nothing can be learned. Whoever is right more often
 * than by chance has seen test images, or chooses by them.
 */
record ShuffledGate(Subject subject, Trainer trainer) implements Gate {

  /** So many standard deviations above chance, once in thirty thousand. */
  private static final double DEVIATIONS = 4;

  @Override
  public String name() {
    return "shuffled";
  }

  @Override
  public List<Path> needs() {
    return subject.needs();
  }

  @Override
  public List<GateRow> measure(long seed)
      throws CommandFailedException, IOException, InterruptedException {
    Subject shuffled =
        subject.on(folder -> ListedImages.shuffled(folder, subject.images().in(folder), seed));
    Outcome outcome = trainer.trained(shuffled.settings(seed, trainer));
    double chance = 1.0 / outcome.classes();
    double deviation = Math.sqrt(chance * (1 - chance) / outcome.testImages());
    return new Figures(name(), subject.name() + ", shuffled labels", seed)
        .atMost(
            "test, % right (chance and four deviations)",
            100 * outcome.test(), 100 * (chance + DEVIATIONS * deviation))
        .shown("chance, %", 100 * chance)
        .rows();
  }
}
