package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.io.IOException;

/** A way of classifying all events, measured once a round. */
interface Contender extends AutoCloseable {

  /** What it is, with its setting, for the table. */
  String name();

  /**
   * Classifies every event once.
   *
   * @param progress is stepped once for each image
   * @return how it went; its total is the number of events
   */
  ProgressCurve run(Progress progress)
      throws CommandFailedException, IOException, InterruptedException;

  @Override
  void close();
}
