package io.saccade.processor.drift;

import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.drift.Distances;
import io.saccade.model.drift.Effects;
import io.saccade.model.drift.ReferenceProfile;
import io.saccade.model.drift.WindowSums;
import java.util.Optional;

/**
 * Judges windows by a reference and its calibration. The same sums give the same judgement, to the
 * last bit, whoever judges. Immutable and thread-safe.
 */
public final class WindowJudge {

  /**
   * A window is worth at most one image for so many of the reference. At that size a fifth of the
   * variance of a distance is the reference's own error, which is the same in every window: were it
   * worth more, false alarms would be rare with one reference and frequent with another.
   */
  private static final double LEAST_REFERENCE = 4;

  private final ReferenceProfile profile;
  private final NullTables tables;

  /** Judges by this reference. */
  public WindowJudge(CalibratedReference reference) {
    this.profile = reference.profile();
    this.tables = reference.nulls();
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
   * What a window says of how many images count as one, if an operator says that all is well in it.
   *
   * @return empty where it is too small to say anything, or larger than the reference, whose own
   *     error would be most of the distance
   */
  public Optional<Lesson> lesson(WindowSums window) {
    if (window.images() < tables.smallest() || window.images() > profile.images()) {
      return Optional.empty();
    }
    int images = (int) window.images();
    return Optional.of(
        Lesson.of(
            Distances.of(profile, window, images),
            tables.means(images),
            (double) images / profile.images()));
  }
}
