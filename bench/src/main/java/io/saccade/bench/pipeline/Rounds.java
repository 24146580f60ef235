package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures contenders in turns, so that what changes on the machine meanwhile meets all of them.
 * Every other round goes backwards.
 */
final class Rounds {

  private final int rounds;
  private final int events;
  private final Clock clock;
  private final Listener listener;

  /** Is told of every measurement when it is done. */
  interface Listener {
    void measured(int round, String contender, Cost cost);
  }

  Rounds(int rounds, int events, Clock clock, Listener listener) {
    this.rounds = rounds;
    this.events = events;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Runs contenders once without measuring: a processor runs for weeks, so it is not measured while
   * the JVM still compiles it, and neither is its broker.
   */
  void warmUp(List<Contender> contenders)
      throws CommandFailedException, IOException, InterruptedException {
    for (Contender contender : contenders) {
      run("warm-up, " + contender.name(), contender);
    }
  }

  /** The measurements, in the order of the contenders. */
  List<Sample> measure(List<Contender> contenders)
      throws CommandFailedException, IOException, InterruptedException {
    List<List<Cost>> costs = new ArrayList<>();
    contenders.forEach(contender -> costs.add(new ArrayList<>()));
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        int turn = round % 2 == 1 ? i : contenders.size() - 1 - i;
        costs.get(turn).add(measure(round, contenders.get(turn)));
      }
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      samples.add(new Sample(contenders.get(i).name(), costs.get(i)));
    }
    return samples;
  }

  private Cost measure(int round, Contender contender)
      throws CommandFailedException, IOException, InterruptedException {
    Cost cost = run("round %d of %d, %s".formatted(round, rounds, contender.name()), contender);
    listener.measured(round, contender.name(), cost);
    return cost;
  }

  private Cost run(String task, Contender contender)
      throws CommandFailedException, IOException, InterruptedException {
    try (Progress progress = Progress.of(task, events, "images")) {
      Tally tally = new Tally(clock, progress);
      contender.run(tally);
      if (tally.done() != events) {
        throw new CommandFailedException(
            "%s classified %d of %d images".formatted(contender.name(), tally.done(), events));
      }
      return tally.cost();
    }
  }
}
