package io.saccade.bench.drift;

import java.util.List;

/**
 * How much is measured.
 *
 * @param images of each data set at most
 * @param draws of each size, when a reference is calibrated
 * @param runs ways to part a data set into a reference and images that windows are drawn of
 * @param windows of each kind in each run
 * @param nulls windows in which nothing has changed, of each size in each run
 * @param references that are made where it is references that vary
 * @param sizes of windows, ascending
 */
record Effort(
    int images, int draws, int runs, int windows, int nulls, int references, List<Integer> sizes) {

  /** In earnest. */
  static final Effort FULL =
      new Effort(10_000, 10_000, 5, 20, 200, 40, List.of(10, 20, 50, 100, 200, 500, 1_000, 10_000));

  /** To see that all works, in a minute or two; the numbers mean little. */
  static final Effort QUICK = new Effort(2_500, 1_000, 2, 5, 20, 6, List.of(20, 50, 100, 200));

  Effort {
    sizes = List.copyOf(sizes);
  }
}
