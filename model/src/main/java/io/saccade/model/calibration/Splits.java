package io.saccade.model.calibration;

import io.saccade.model.drift.Distances;
import io.saccade.model.drift.ReferenceRows;
import java.util.random.RandomGenerator;

/**
 * A reference's rows, to be split at random: what a window of n images would come to if nothing had
 * changed.
 *
 * <p>The n rows must be drawn <em>without</em> replacement and compared with the other N - n. Rows
 * that are drawn with replacement, or compared with all N, stand on both sides: the distances come
 * out too small, and at a nominal 5 % most windows alarm.
 *
 * <p>Distances over counts are lattices: with two classes and 50 images there are some twenty
 * values, each of a few per cent, and where they lie depends on the sizes, so that a window's and a
 * split's do not even coincide. No table can then give what was asked for: a p that counts ties is
 * too cautious by up to a whole step, one that does not is too bold. So distances must be made
 * continuous before they are compared, by adding to every count a uniform number between -1/2 and
 * 1/2 (as in a randomised test; the power lost is that of a variance of 1/12 beside one of at least
 * 1). Here the numbers come from {@code random}; for a window, from a seed that is the same in
 * every replay.
 *
 * <p>Thread-safe: calibration draws from several threads.
 */
public interface Splits {

  /** How many rows the reference has: N. */
  int size();

  /**
   * Draws rows without replacement and compares them with the others.
   *
   * @param n how many rows, from 1 to {@code size() - 1}
   * @param random the only source of chance: equal states give equal distances
   */
  Distances draw(int n, RandomGenerator random);

  /** The splits of a reference's own images. */
  static Splits of(ReferenceRows rows) {
    return new Splits() {
      @Override
      public int size() {
        return rows.size();
      }

      @Override
      public Distances draw(int n, RandomGenerator random) {
        return rows.draw(n, random);
      }
    };
  }
}
