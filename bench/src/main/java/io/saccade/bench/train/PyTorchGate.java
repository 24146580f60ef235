package io.saccade.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.saccade.bench.results.Rates;
import io.saccade.bench.results.Turns;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.trainer.recipe.Flag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The same recipe in PyTorch, from the same head on the same split: as right, and not faster. For
 * speed the two train in turns; PyTorch is given tensors that are ready, where ours are decoded
 * anew every epoch.
 *
 * @param python a command; empty for the usual ones
 * @param rounds in turns
 */
record PyTorchGate(Subject subject, Trainer trainer, String python, int rounds) implements Gate {

  /** Of all test images; what seeds alone make of it is less. */
  private static final double POINTS = 1;

  /** In the first, code is compiled; the median of the others counts. */
  private static final int EPOCHS_IN_TURN = 4;

  @Override
  public String name() {
    return "pytorch";
  }

  @Override
  public List<Path> needs() {
    return subject.needs();
  }

  @Override
  public List<GateRow> measure(long seed)
      throws CommandFailedException, IOException, InterruptedException {
    Figures figures = new Figures(name(), subject.name(), seed);
    PythonProgram program;
    try {
      program = PythonProgram.found(python);
    } catch (PythonProgram.MissingException e) {
      return figures.skipped("points from PyTorch", String.valueOf(e.getMessage())).rows();
    }
    Map<Flag, String> settings = subject.settings(seed, trainer);
    Outcome head = trainer.trained(subject.headOnly().settings(seed, trainer));
    Outcome ours = trainer.trained(settings);
    Path exercise = trainer.folder().resolve("exercise-" + seed);
    Exercise.write(exercise, head, settings);
    JsonNode theirs = program.train(exercise, Integer.MAX_VALUE);
    compare(figures, head, ours, theirs);
    List<Rates> rates = inTurns(seed, program, exercise);
    return figures
        .shown("images/s", rates.get(0).median())
        .shown("images/s in PyTorch", rates.get(1).median())
        .atLeast("speed, times PyTorch's", rates.get(0).median() / rates.get(1).median(), 1)
        .rows();
  }

  /** Both begin with one head, which must be as right in both. */
  private static void compare(Figures figures, Outcome head, Outcome ours, JsonNode theirs) {
    double begun = Math.abs(theirs.path("before").asDouble() - head.validation());
    double test = theirs.path("test").asDouble();
    figures
        .atMost("before training: validation, points apart", 100 * begun, 0.1)
        .shown("test, % right", 100 * ours.test())
        .shown("test, % right in PyTorch", 100 * test)
        .atMost("test, points apart", 100 * Math.abs(ours.test() - test), POINTS);
  }

  private List<Rates> inTurns(long seed, PythonProgram program, Path exercise)
      throws CommandFailedException, IOException, InterruptedException {
    Map<Flag, String> shorter =
        subject
            .with(Map.of(Flag.EPOCHS, String.valueOf(EPOCHS_IN_TURN), Flag.EARLY_STOP, "0"))
            .settings(seed, trainer);
    Turns.Measurement<Boolean> measurement =
        isOurs -> {
          try {
            return isOurs
                ? trainer.train(shorter, (event, child) -> {}).pace().rate()
                : program.train(exercise, EPOCHS_IN_TURN).path("rate").asDouble();
          } catch (IOException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
          }
        };
    return new Turns(rounds).measure("Train in turns", List.of(true, false), measurement);
  }
}
