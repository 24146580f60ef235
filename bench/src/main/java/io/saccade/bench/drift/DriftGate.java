package io.saccade.bench.drift;

import io.saccade.cli.console.CommandFailedException;
import java.util.List;

/** Something that holds for what is said of drift. */
interface DriftGate {

  /** What it is called in options and results. */
  String name();

  /**
   * Measures it once.
   *
   * @param sets the images and models; none where the gate needs none
   * @param effort how much is measured
   * @param seed of everything that is drawn
   * @throws CommandFailedException if a model fails
   */
  List<DriftRow> measure(List<DataSet> sets, Effort effort, long seed)
      throws CommandFailedException, InterruptedException;

  /**
   * What comes of all seeds together, besides; nothing unless a gate says so.
   *
   * @param rows what it has measured, of all seeds
   */
  default List<DriftRow> together(List<DriftRow> rows) {
    return List.of();
  }
}
