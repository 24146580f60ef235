package io.saccade.model.drift;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How one series of a window differs from the reference. For reading only: nothing is decided by
 * it, because what is much depends on the number of images.
 *
 * @param series the name of the series
 * @param distance the Kolmogorov-Smirnov distance; positive where the window's values are larger
 * @param psi the population stability index over the bins, every count raised by a half
 * @param psiExcess the same less what chance alone gives with so many images
 * @param jensenShannon the Jensen-Shannon distance over the bins, from 0 to 1
 * @param wasserstein the area between the cumulative distributions from the first edge to the last,
 *     in standard deviations of the reference; 0 where those are 0
 */
public record SeriesShift(
    String series,
    double distance,
    double psi,
    double psiExcess,
    double jensenShannon,
    double wasserstein) {

  /** Every series of the profile, those that differ most first. */
  public static List<SeriesShift> of(ReferenceProfile profile, WindowSums window) {
    return IntStream.range(0, profile.series().size())
        .mapToObj(s -> of(profile, window, s))
        .sorted(Comparator.comparingDouble(shift -> -Math.abs(shift.distance())))
        .toList();
  }

  private static SeriesShift of(ReferenceProfile profile, WindowSums window, int s) {
    WindowSums reference = profile.sums();
    Series series = profile.series().get(s);
    int bins = series.edges().count() + 1;
    double psi = 0;
    double divergence = 0;
    double half = bins / 2.0;
    for (int bin = 0; bin < bins; bin++) {
      double p = (window.bin(s, bin) + 0.5) / (window.images() + half);
      double q = (reference.bin(s, bin) + 0.5) / (reference.images() + half);
      psi += (p - q) * Math.log(p / q);
      double middle = (p + q) / 2;
      divergence += (p * Math.log(p / middle) + q * Math.log(q / middle)) / 2;
    }
    double chance = (bins - 1) * (1.0 / window.images() + 1.0 / reference.images());
    return new SeriesShift(
        series.name(),
        Steps.signedDistance(window, reference, s),
        psi,
        psi - chance,
        Math.sqrt(Math.max(0, divergence) / Math.log(2)),
        wasserstein(series, window, reference, s));
  }

  private static double wasserstein(Series series, WindowSums window, WindowSums reference, int s) {
    if (series.deviation() == 0) {
      return 0;
    }
    float[] edges = series.edges().toArray();
    double area = 0;
    double below = 0;
    double before = 0;
    for (int i = 0; i < edges.length; i++) {
      below +=
          window.bin(s, i) / (double) window.images()
              - reference.bin(s, i) / (double) reference.images();
      double height = Math.abs(below);
      area += i == 0 ? 0 : (edges[i] - edges[i - 1]) * (height + before) / 2;
      before = height;
    }
    return area / series.deviation();
  }
}
