package io.saccade.bench.drift;

import io.saccade.bench.drift.Shift.Variant;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The images that windows are drawn of in one split, after every change; in one order. */
final class Pools {

  private final Map<Variant, List<Candidate>> after = new EnumMap<>(Variant.class);

  private Pools() {}

  static Pools of(Split split, Map<Variant, List<Row>> rows) {
    Pools pools = new Pools();
    rows.forEach((variant, seen) -> pools.after.put(variant, split.candidates(seen)));
    return pools;
  }

  /**
   * Lets the model see all images after each of the changes, once.
   *
   * @param seed of what is drawn
   */
  static Map<Variant, List<Row>> rows(DataSet set, Sight sight, List<Variant> variants, long seed)
      throws CommandFailedException, InterruptedException {
    Map<Variant, List<Row>> rows = new EnumMap<>(Variant.class);
    try (Progress progress = Progress.of("See " + set.name(), variants.size(), "shifts")) {
      for (Variant variant : variants) {
        rows.put(variant, rows(set, sight, variant, seed));
        progress.step();
      }
    }
    return rows;
  }

  private static List<Row> rows(DataSet set, Sight sight, Variant variant, long seed)
      throws CommandFailedException, InterruptedException {
    if (variant == Variant.ADVERSARIAL) {
      List<Picture> changed = Adversary.of(set, set.channels() == 1 ? 1.0 : 0.1);
      return sight.see(i -> changed.get(i).png());
    }
    return sight.after(variant.change(), 1_000_003 * seed + variant.name().hashCode());
  }

  List<Candidate> before() {
    return of(Variant.NONE);
  }

  List<Candidate> after(Shift shift) {
    return of(shift.variant());
  }

  private List<Candidate> of(Variant variant) {
    List<Candidate> candidates = after.get(variant);
    if (candidates == null) {
      throw new IllegalStateException("nobody has seen " + variant);
    }
    return candidates;
  }
}
