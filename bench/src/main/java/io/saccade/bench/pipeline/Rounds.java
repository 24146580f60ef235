package io.saccade.bench.pipeline;

import io.saccade.bench.pipeline.Results.Row;
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
  private final Listener listener;

  /** Is told of every measurement when it is done. */
  interface Listener {
    void measured(int round, String contender, double rate);
  }

  Rounds(int rounds, int events, Listener listener) {
    this.rounds = rounds;
    this.events = events;
    this.listener = listener;
  }

  /** The measurements, in the order of the contenders. */
  List<Row> measure(List<Contender> contenders)
      throws CommandFailedException, IOException, InterruptedException {
    List<List<Double>> rates = new ArrayList<>();
    contenders.forEach(contender -> rates.add(new ArrayList<>()));
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        int turn = round % 2 == 1 ? i : contenders.size() - 1 - i;
        rates.get(turn).add(measure(round, contenders.get(turn)));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      rows.add(new Row(contenders.get(i).name(), new Sample(rates.get(i))));
    }
    return rows;
  }

  private double measure(int round, Contender contender)
      throws CommandFailedException, IOException, InterruptedException {
    String task = "round %d of %d, %s".formatted(round, rounds, contender.name());
    try (Progress progress = Progress.of(task, events, "images")) {
      double rate = contender.run(progress).rate();
      listener.measured(round, contender.name(), rate);
      return rate;
    }
  }
}
