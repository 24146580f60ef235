package io.saccade.processor.lookahead;

import io.saccade.processor.serving.ReleaseId;

/**
 * Is told where a release begins to answer. Called by stream threads, under no lock; must be quick
 * and thread-safe.
 */
@FunctionalInterface
public interface FirstOffsetListener {

  /**
   * The first record of a partition under a release was submitted. It is said again when the
   * partition comes back from elsewhere, and where an earlier record of it is submitted later: what
   * was said of this offset and later ones no longer holds.
   *
   * @param tenure since when this instance has the partition
   */
  void first(ReleaseId release, Coordinates at, Tenure tenure);
}
