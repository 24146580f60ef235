package io.saccade.model.calibration;

import io.saccade.model.drift.Distances;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All that is drawn at one size. Blocks of it may be drawn by several threads at once. */
final class SizeDraws {

  /** Large enough to cost nothing to hand over, small enough to be a step of progress. */
  static final int BLOCK = 50;

  private final Splits splits;
  private final int size;
  private final @Nullable Distances[] drawn;

  SizeDraws(Splits splits, int size, int draws) {
    this.splits = splits;
    this.size = size;
    this.drawn = new Distances[draws];
  }

  /** Draws a block, to its end or until interrupted; says how many that were. */
  Callable<Integer> block(int from, RandomGenerator random) {
    int end = Math.min(from + BLOCK, drawn.length);
    return () -> {
      int at = from;
      while (at < end && !Thread.currentThread().isInterrupted()) {
        drawn[at++] = splits.draw(size, random);
      }
      return at - from;
    };
  }

  /** The null distributions; only when every block has been drawn. */
  NullTable table() {
    return NullTable.of(size, List.of(drawn));
  }
}
