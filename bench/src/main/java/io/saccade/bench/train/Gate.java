package io.saccade.bench.train;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Something that the trainer must reach, every time. */
interface Gate {

  /** What it is called in options and results. */
  String name();

  /** The files and folders that it cannot be measured without. */
  List<Path> needs();

  /**
   * Measures it once.
   *
   * @param seed of everything that is drawn
   * @throws CommandFailedException if a training does not come to its end
   */
  List<GateRow> measure(long seed) throws CommandFailedException, IOException, InterruptedException;
}
