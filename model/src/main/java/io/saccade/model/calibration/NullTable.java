package io.saccade.model.calibration;

import io.saccade.model.drift.Distances;
import java.util.EnumMap;
import java.util.Map;

/**
 * The null distributions of one window size: of every family, and of the smallest p among them.
 *
 * <p>The four families are looked at together, so the smallest of their p comes out below 5 % more
 * often than in 5 % of all windows. How often depends on how they move together; the same draws say
 * it (the min-p procedure of Westfall and Young 1993): each draw's own smallest p, by the very
 * tables that windows are put to, is one value of the joint null. So the joint p is right even
 * where a family's fitted tail is not.
 *
 * @param size images of a window
 * @param families the distances of each family
 * @param joint of -ln of the smallest p; beyond the data p is proportional to it
 */
record NullTable(int size, Map<Family, NullDistribution> families, NullDistribution joint) {

  NullTable {
    families = new EnumMap<>(families);
  }

  /** Of all that was drawn at one size. */
  static NullTable of(int size, Distances[] drawn) {
    Map<Family, NullDistribution> families = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      double[] distances = new double[drawn.length];
      for (int i = 0; i < drawn.length; i++) {
        distances[i] = family.of(drawn[i]);
      }
      families.put(family, NullDistribution.of(distances));
    }
    double[] rarest = new double[drawn.length];
    for (int i = 0; i < drawn.length; i++) {
      double smallest = 1;
      for (Map.Entry<Family, NullDistribution> family : families.entrySet()) {
        smallest = Math.min(smallest, family.getValue().p(family.getKey().of(drawn[i])));
      }
      rarest[i] = -StrictMath.log(smallest);
    }
    return new NullTable(size, families, NullDistribution.ofLogarithms(rarest));
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
}
