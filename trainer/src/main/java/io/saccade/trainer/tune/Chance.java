package io.saccade.trainer.tune;

import io.saccade.trainer.data.Seeds;
import java.util.Random;

/**
 * Everything random about a training, as a function of its seed, the epoch and the step: nothing
 * has to be carried on for a training that is taken up again.
 */
final class Chance {

  private static final int ORDER = 1;
  private static final int DROPOUT = 2;
  private static final int MIXING = 3;

  private final long seed;

  Chance(long seed) {
    this.seed = seed;
  }

  /** The numbers from 0 to before {@code count}, in the order of an epoch. */
  int[] order(int epoch, int count) {
    Random dice = new Random(Seeds.mix(Seeds.mix(seed, ORDER), epoch));
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = dice.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /** What the random numbers of dropout begin with in a step. */
  long dropout(int epoch, int step) {
    return seed(DROPOUT, epoch, step);
  }

  /**
   * How much of itself each image of a step keeps, drawn from Beta(parameter, parameter) by Jöhnk's
   * method (1964).
   */
  double mixing(int epoch, int step, double parameter) {
    Random dice = new Random(seed(MIXING, epoch, step));
    double own;
    double other;
    do {
      own = StrictMath.pow(dice.nextDouble(), 1 / parameter);
      other = StrictMath.pow(dice.nextDouble(), 1 / parameter);
    } while (own + other > 1 || own + other == 0);
    return own / (own + other);
  }

  private long seed(int stream, int epoch, int step) {
    return Seeds.mix(Seeds.mix(Seeds.mix(seed, stream), epoch), step);
  }
}
