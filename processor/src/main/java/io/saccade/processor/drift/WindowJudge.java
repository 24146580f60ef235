package io.saccade.processor.drift;

import io.saccade.model.calibration.NullTables;
import io.saccade.model.drift.Distances;
import io.saccade.model.drift.Effects;
import io.saccade.model.drift.ReferenceProfile;
import io.saccade.model.drift.WindowSums;
import java.util.Optional;

/**
 * Judges windows by a reference and its calibration. The same sums give the same judgement, to the
 * last bit, whoever judges. Immutable and thread-safe.
 *
 * @param profile the reference
 * @param tables its calibration
 */
public record WindowJudge(ReferenceProfile profile, NullTables tables) {

  /**
   * A window is worth at most one image for so many of the reference. At that size a fifth of the
   * variance of a distance is the reference's own error, which is the same in every window: were it
   * worth more, false alarms would be rare with one reference and frequent with another.
   */
  private static final double LEAST_REFERENCE = 4;

  /** Refuses tables of another reference. */
  public WindowJudge {
    if (profile.images() != tables.reference()) {
      throw new IllegalArgumentException(
          "the tables must be of %d images as the reference, but were of %d"
              .formatted(profile.images(), tables.reference()));
    }
  }

  /**
   * Judges a window.
   *
   * @param burnIn what was learnt of how many images count as one
   * @return nothing if it is worth fewer images than were calibrated for
   */
  public Optional<Judgement> judge(WindowSums window, BurnIn burnIn) {
    double independent = window.images() / burnIn.imagesOfOne();
    int worth = (int) Math.min(independent, profile.images() / LEAST_REFERENCE);
    if (worth < tables.smallest()) {
      return Optional.empty();
    }
    Distances distances = Distances.of(profile, window, worth);
    // Weighted distances hardly depend on the size: beyond the tables, the last one holds.
    Effects effects = Effects.of(profile, window, tables.means(worth), independent);
    return Optional.of(new Judgement(worth, distances, tables.p(worth, distances), effects));
  }

  /**
   * Learns from a window in which an operator says that all is well.
   *
   * @return the same if the window is too small to learn from, or the burn-in is complete
   */
  public BurnIn accept(WindowSums window, BurnIn burnIn) {
    int images = (int) Math.min(window.images(), Integer.MAX_VALUE);
    if (burnIn.complete() || images < tables.smallest()) {
      return burnIn;
    }
    return burnIn.accept(
        Distances.of(profile, window, images),
        tables.means(images),
        (double) images / profile.images());
  }
}
