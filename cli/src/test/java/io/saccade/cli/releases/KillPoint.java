package io.saccade.cli.releases;

import io.saccade.schemas.avro.VersionState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Where a process is killed, and what else befalls it.
 *
 * @param state what was last heard of the new version
 */
record KillPoint(VersionState state, Trouble trouble) {

  /** What comes on top of the kill. */
  enum Trouble {
    /** Nothing. */
    NONE,
    /** The release is one that is refused. */
    REFUSED,
    /** The bundle is not where it was any more. */
    SOURCE_GONE,
    /** All that the process kept is gone. */
    STATE_GONE
  }

  private static final List<VersionState> STATES =
      List.of(
          VersionState.LOADING,
          VersionState.VERIFYING,
          VersionState.WARMING,
          VersionState.READY,
          VersionState.SERVING);

  /** The shortest list with every trouble in it and every state but the last. */
  private static final List<KillPoint> FEW =
      List.of(
          new KillPoint(VersionState.LOADING, Trouble.SOURCE_GONE),
          new KillPoint(VersionState.VERIFYING, Trouble.REFUSED),
          new KillPoint(VersionState.WARMING, Trouble.STATE_GONE),
          new KillPoint(VersionState.READY, Trouble.NONE));

  /** So many points; twenty are every trouble in every state, in an order that is drawn. */
  static List<KillPoint> points(int count, long seed) {
    if (count <= FEW.size()) {
      return FEW.subList(0, count);
    }
    List<KillPoint> all = new ArrayList<>();
    for (VersionState state : STATES) {
      for (Trouble trouble : Trouble.values()) {
        all.add(new KillPoint(state, trouble));
      }
    }
    Collections.shuffle(all, new Random(seed));
    List<KillPoint> points = new ArrayList<>();
    while (points.size() < count) {
      points.addAll(all.subList(0, Math.min(all.size(), count - points.size())));
    }
    return points;
  }

  /**
   * The state to wait for: what is refused is never serving, and is killed when it is refused
   * instead.
   */
  VersionState awaited() {
    return trouble == Trouble.REFUSED && state == VersionState.SERVING
        ? VersionState.REFUSED
        : state;
  }
}
