package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;

/** A way of classifying all events, measured once a round. */
interface Contender {

  /** What it is, with its setting, for the table. */
  String name();

  /**
   * Classifies the first so many events once, and counts each when it is done; where there are
   * more, a few of them may be done and counted as well.
   */
  void run(Tally tally, int events)
      throws CommandFailedException, IOException, InterruptedException;
}
