package io.saccade.bench.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws windows without replacement. */
final class Draw {

  private Draw() {}

  /** So many of these, in random order. */
  static <T> List<T> of(List<T> all, int n, RandomGenerator random) {
    int[] order = IntStream.range(0, all.size()).toArray();
    List<T> drawn = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int other = random.nextInt(i, order.length);
      drawn.add(all.get(order[other]));
      order[other] = order[i];
    }
    return drawn;
  }

  /**
   * A window after a shift.
   *
   * @param share how much of it the shift is about
   * @param n how many images it has
   * @return nothing if there are not so many images
   */
  static Optional<List<Candidate>> shifted(
      Shift shift, double share, int n, Pools pools, RandomGenerator random) {
    List<Integer> there = shift.kept().places(pools.before(), share, random);
    if (there.size() < n) {
      return Optional.empty();
    }
    List<Integer> places = of(there, n, random);
    List<Candidate> after = pools.after(shift);
    long changed = Math.round(n * shift.changedShare(share));
    List<Candidate> window = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      window.add((i < changed ? after : pools.before()).get(places.get(i)));
    }
    return Optional.of(window);
  }
}
