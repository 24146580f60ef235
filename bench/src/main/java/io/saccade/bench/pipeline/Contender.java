package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;

/** A way of classifying all events, measured once a round. */
interface Contender {

  /** What it is, with its setting, for the table. */
  String name();

  /**
   * How many of all events it is measured over. What is slow by nature takes fewer, or everything
   * would wait for it; rates are compared, and none may be so few that its start and end count.
   */
  default int share(int events) {
    return events;
  }

  /**
   * Classifies the first so many events once, and counts each when it is done; where there are
   * more, a few of them may be done and counted as well.
   */
  void run(Tally tally, int events)
      throws CommandFailedException, IOException, InterruptedException;
}
