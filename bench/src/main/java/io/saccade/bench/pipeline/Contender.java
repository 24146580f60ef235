package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;

/** A way of classifying all events, measured once a round. */
interface Contender {

  /** What it is, with its setting, for the table. */
  String name();

  /** Classifies every event once, and counts each when it is done. */
  void run(Tally tally) throws CommandFailedException, IOException, InterruptedException;
}
