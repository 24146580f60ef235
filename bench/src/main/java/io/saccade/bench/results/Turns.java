package io.saccade.bench.results;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures things in turns, so that what changes on the machine meanwhile meets all of them. Every
 * other round goes backwards.
 *
 * @param rounds how often each is measured, at least 1
 */
public record Turns(int rounds) {

  /** Checks the rounds. */
  public Turns {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, but was " + rounds);
    }
  }

  /** Measures one thing once. */
  @FunctionalInterface
  public interface Measurement<T> {

    /** More is better where it is a rate. */
    double of(T thing) throws CommandFailedException, InterruptedException;
  }

  /** The measurements of each thing, in the order of the things. */
  public <T> List<Rates> measure(String task, List<T> things, Measurement<T> measurement)
      throws CommandFailedException, InterruptedException {
    List<List<Double>> rates = new ArrayList<>();
    things.forEach(thing -> rates.add(new ArrayList<>()));
    try (Progress progress = Progress.of(task, (long) rounds * things.size(), "measurements")) {
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < things.size(); i++) {
          int turn = round % 2 == 0 ? i : things.size() - 1 - i;
          rates.get(turn).add(measurement.of(things.get(turn)));
          progress.step();
        }
      }
    }
    return rates.stream().map(Rates::new).toList();
  }
}
