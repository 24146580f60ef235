package io.saccade.model.calibration;

import java.util.Arrays;

/**
 * Which of the drawn values a null distribution keeps: every one of the largest twentieth, where
 * alarms are decided, and fewer of the others, so that a table takes a few kilobytes.
 */
final class Ranks {

  /** With fewer draws there is no tail to fit. */
  static final int FEWEST_DRAWS = 200;

  private Ranks() {}

  /**
   * The largest values from which the tail is fitted: a twentieth of the draws, the last one too.
   */
  static int fitted(int draws) {
    return Math.max(20, draws / 20);
  }

  /** From this rank on up, p is the fitted tail's: single draws are too uncertain there. */
  static int join(int draws) {
    return Math.max(10, draws / 200);
  }

  /** The ranks that are kept, ascending: 1 is the largest value. */
  static int[] kept(int draws) {
    int[] ranks = new int[draws];
    int count = 0;
    for (int rank = 1; rank < draws; rank += step(rank, draws)) {
      ranks[count++] = rank;
    }
    ranks[count++] = draws;
    return Arrays.copyOf(ranks, count);
  }

  private static int step(int rank, int draws) {
    if (rank < fitted(draws)) {
      return 1;
    }
    return Math.max(1, rank < draws / 5 ? draws / 2_000 : draws / 200);
  }
}
