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

  /** At most so many at once, so that no warm-up lasts much longer than it is meant to. */
  private static final int WARM_UP_EVENTS = 4_000;

  private final Effort effort;
  private final int events;
  private final Clock clock;
  private final Listener listener;

  /** Is told of every measurement when it is done. */
  interface Listener {
    void measured(int round, String contender, Cost cost);
  }

  Rounds(Effort effort, int events, Clock clock, Listener listener) {
    this.effort = effort;
    this.events = events;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Runs contenders without measuring: a processor runs for weeks, so it is not measured while the
   * JVM still compiles it, and neither is its broker.
   */
  void warmUp(List<Contender> contenders)
      throws CommandFailedException, IOException, InterruptedException {
    int count = Math.min(events, WARM_UP_EVENTS);
    for (Contender contender : contenders) {
      long end = clock.nanos() + effort.warmUp().toNanos();
      do {
        Tally unused = run("warm-up, " + contender.name(), contender, contender.share(count));
      } while (clock.nanos() - end < 0);
    }
  }

  /** The measurements, in the order of the contenders. */
  List<Sample> measure(List<Contender> contenders)
      throws CommandFailedException, IOException, InterruptedException {
    List<List<Cost>> costs = new ArrayList<>();
    contenders.forEach(contender -> costs.add(new ArrayList<>()));
    for (int round = 1; round <= effort.rounds(); round++) {
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
    String task = "round %d of %d, %s".formatted(round, effort.rounds(), contender.name());
    int share = contender.share(events);
    Tally tally = run(task, contender, share);
    if (tally.done() < share || tally.done() > events) {
      throw new CommandFailedException(
          "%s classified %d of %d images".formatted(contender.name(), tally.done(), share));
    }
    listener.measured(round, contender.name(), tally.cost());
    return tally.cost();
  }

  private Tally run(String task, Contender contender, int count)
      throws CommandFailedException, IOException, InterruptedException {
    try (Progress progress = Progress.of(task, count, "images")) {
      Tally tally = new Tally(clock, progress);
      contender.run(tally, count);
      return tally;
    }
  }
}
