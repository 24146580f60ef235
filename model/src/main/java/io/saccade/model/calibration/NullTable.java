package io.saccade.model.calibration;

import io.saccade.model.drift.Distances;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The null distributions of one window size: of every family, and of the smallest p among them.
 *
 * <p>The four families are looked at together, so the smallest of their p comes out below 5 % more
 * often than in 5 % of all windows. How often depends on how they move together, which the draws
 * say: each draw's own smallest p is one value of the joint null (the min-p procedure of Westfall
 * and Young 1993). That p is taken from distributions of the other draws, as a window's is: a draw
 * never looks rare among those that it was fitted with, and in the tail, where all alarms are, the
 * joint p would come out too small by half.
 *
 * @param size images of a window
 * @param families the distances of each family
 * @param joint of -ln of the smallest p
 */
record NullTable(int size, Map<Family, NullDistribution> families, NullDistribution joint) {

  private static final int FOLDS = 5;

  NullTable {
    families = new EnumMap<>(families);
  }

  /** Of all that was drawn at one size, at least {@link Ranks#FEWEST_DRAWS}. */
  static NullTable of(int size, List<Distances> drawn) {
    double[] rarest = new double[drawn.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Distances> others = new ArrayList<>();
      for (int i = 0; i < drawn.size(); i++) {
        if (i % FOLDS != fold) {
          others.add(drawn.get(i));
        }
      }
      Map<Family, NullDistribution> families = families(others);
      for (int i = fold; i < drawn.size(); i += FOLDS) {
        rarest[i] = -StrictMath.log(smallest(families, drawn.get(i)));
      }
    }
    return new NullTable(size, families(drawn), NullDistribution.ofRarity(rarest));
  }

  /** The p of a smallest p. */
  double joint(double smallest) {
    return joint.p(-StrictMath.log(smallest));
  }

  boolean beyond(Distances distances) {
    for (Family family : Family.values()) {
      if (of(family).beyond(family.of(distances))) {
        return true;
      }
    }
    return false;
  }

  NullDistribution of(Family family) {
    NullDistribution distribution = families.get(family);
    if (distribution == null) {
      throw new IllegalStateException("every table has every family");
    }
    return distribution;
  }

  private static Map<Family, NullDistribution> families(List<Distances> drawn) {
    Map<Family, NullDistribution> families = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      double[] distances = drawn.stream().mapToDouble(family::of).toArray();
      families.put(family, NullDistribution.of(distances, family.power()));
    }
    return families;
  }

  private static double smallest(Map<Family, NullDistribution> families, Distances distances) {
    double smallest = 1;
    for (Map.Entry<Family, NullDistribution> family : families.entrySet()) {
      smallest = Math.min(smallest, family.getValue().p(family.getKey().of(distances)));
    }
    return smallest;
  }
}
