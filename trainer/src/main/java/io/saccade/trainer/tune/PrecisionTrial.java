package io.saccade.trainer.tune;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.tensor.Precision;
import java.util.EnumMap;
import java.util.Map;

/**
 * Finds the faster precision on this machine by three steps of each in turn, which learn nothing.
 * Narrower arithmetic costs a little accuracy, so it must be worth it.
 */
final class PrecisionTrial {

  private static final int ROUNDS = 3;
  private static final double WORTH_IT = 0.87;

  private PrecisionTrial() {}

  static Precision faster(Learner<?> learner, Batch batch) throws GraphRefusedException {
    Map<Precision, Long> best = new EnumMap<>(Precision.class);
    // The round before the first one warms both up and does not count.
    for (int round = 0; round <= ROUNDS; round++) {
      for (Precision precision : Precision.values()) {
        long nanos = learner.rehearse(batch, precision);
        if (round > 0) {
          best.merge(precision, nanos, Math::min);
        }
      }
    }
    long full = best.getOrDefault(Precision.FULL, 0L);
    long narrow = best.getOrDefault(Precision.BFLOAT16, Long.MAX_VALUE);
    return narrow < WORTH_IT * full ? Precision.BFLOAT16 : Precision.FULL;
  }
}
