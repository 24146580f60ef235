package io.saccade.model.drift;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the share of one predicted class differs from the reference. For reading only.
 *
 * @param label the class
 * @param share of the window's images, 0 to 1
 * @param referenceShare of the reference's images
 */
public record ClassShift(int label, double share, double referenceShare) {

  /** Every class, those whose shares differ most first; of equal ones the lower label. */
  public static List<ClassShift> of(ReferenceProfile profile, WindowSums window) {
    WindowSums reference = profile.sums();
    return IntStream.range(0, profile.classes())
        .mapToObj(
            c ->
                new ClassShift(
                    c,
                    window.label(c) / (double) window.images(),
                    reference.label(c) / (double) reference.images()))
        .sorted(Comparator.comparingDouble(shift -> -Math.abs(shift.difference())))
        .toList();
  }

  /** Positive where the class is more frequent than in the reference. */
  public double difference() {
    return share - referenceShare;
  }
}
