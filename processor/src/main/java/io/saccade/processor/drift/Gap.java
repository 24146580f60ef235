package io.saccade.processor.drift;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far the windows that an operator accepted are from the reference, all together: what is left
 * of the differences of each when they are averaged. What is chance goes up in one window and down
 * in the next; what the stream always had is in all of them, and stays.
 *
 * @param series the series that is moved most
 * @param distance by how much, negative where its values are smaller: at most 1 either way
 */
public record Gap(String series, double distance) {

  /** Refuses what is no difference of distributions. */
  public Gap {
    if (!(Math.abs(distance) <= 1)) {
      throw new IllegalArgumentException("distance must be -1 to 1, but was " + distance);
    }
  }

  /**
   * The gap of some windows: of each series the mean shift, less what chance alone may have given
   * it, two standard errors; and of these the largest.
   *
   * @param shifts of each window, by series; a series that is missing has not moved
   * @return empty where there are fewer than two, or nothing has moved
   */
  static Optional<Gap> of(List<Map<String, Double>> shifts) {
    Map<String, Moments> all = new TreeMap<>();
    for (Map<String, Double> window : shifts) {
      window.forEach(
          (series, shift) -> all.merge(series, Moments.of(shift), (one, other) -> one.plus(other)));
    }
    Gap most = null;
    for (Map.Entry<String, Moments> of : all.entrySet()) {
      double distance = shifts.size() < 2 ? 0 : of.getValue().beyondChance(shifts.size());
      if (distance != 0 && (most == null || Math.abs(distance) > Math.abs(most.distance()))) {
        most = new Gap(of.getKey(), distance);
      }
    }
    return Optional.ofNullable(most);
  }

  /** The sums of the shifts of a series, and of their squares. */
  private record Moments(double sum, double squares) {

    static Moments of(double shift) {
      return new Moments(shift, shift * shift);
    }

    Moments plus(Moments other) {
      return new Moments(sum + other.sum, squares + other.squares);
    }

    double beyondChance(int windows) {
      double mean = sum / windows;
      double variance = Math.max(0, squares - windows * mean * mean) / (windows - 1);
      double chance = 2 * Math.sqrt(variance / windows);
      return Math.signum(mean) * Math.max(0, Math.abs(mean) - chance);
    }
  }
}
