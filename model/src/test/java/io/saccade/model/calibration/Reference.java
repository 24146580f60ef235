package io.saccade.model.calibration;

import io.saccade.model.drift.Distances;
import io.saccade.model.drift.Observer;
import io.saccade.model.drift.ProfileBinding;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.drift.ReferenceProfile;
import io.saccade.model.drift.ReferenceRows;
import io.saccade.model.drift.WindowSums;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** A reference of a population, and windows of further images of the same. */
public record Reference(Population population, ReferenceProfile profile, ReferenceRows rows) {

  private static final ProfileBinding BINDING =
      new ProfileBinding("a".repeat(64), "b".repeat(64), "c".repeat(64));

  /** A reference of so many images, a fifth of which only decide what is compared. */
  public static Reference of(Population population, int size, RandomGenerator random) {
    ProfileBuilder builder = new ProfileBuilder(BINDING, 1);
    for (int i = 0; i < size; i++) {
      Seen seen = population.next(random);
      builder.add(
          seen.probabilities(), seen.logits(), seen.features(), seen.image(), OptionalInt.empty());
    }
    ProfileBuilder.Built built = builder.build();
    return new Reference(population, built.profile(), built.rows());
  }

  /** The sums of further images. */
  public WindowSums sums(int n, RandomGenerator random) {
    Observer observer = profile.observer();
    WindowSums sums = new WindowSums(profile.layout());
    for (int i = 0; i < n; i++) {
      Seen seen = population.next(random);
      sums.add(
          observer.observe(seen.probabilities(), seen.logits(), seen.features(), seen.image()));
    }
    return sums;
  }

  /** How far a window of further images is from it. */
  public Distances window(int n, RandomGenerator random) {
    return Distances.of(profile, sums(n, random), n);
  }

  /** The splits of its own images. */
  public Splits splits() {
    return Splits.of(rows);
  }

  /** Splits as they must not be: drawn with replacement, and compared with all. */
  Splits splitsWithReplacement() {
    return new Splits() {
      @Override
      public int size() {
        return rows.size();
      }

      @Override
      public Distances draw(int n, RandomGenerator random) {
        WindowSums drawn = new WindowSums(profile.layout());
        for (int i = 0; i < n; i++) {
          drawn.add(rows.row(random.nextInt(rows.size())));
        }
        return Distances.between(drawn, profile.sums(), random);
      }
    };
  }
}
