package io.saccade.cli.release;

import io.saccade.processor.release.InstanceState;
import io.saccade.processor.release.IssuedRelease;
import io.saccade.processor.release.ModelState;
import java.util.List;

/** What has become of a release so far. */
enum Verdict {
  /** Every living instance serves it. */
  SERVING,
  /** An instance has refused it, and all are done with it. */
  REFUSED,
  /** A later release has taken its place before all served it. */
  OVERTAKEN,
  /** Somebody is still at it, or nobody is there. */
  PENDING;

  static Verdict of(IssuedRelease mine, ModelState state) {
    List<InstanceState> living = state.living();
    if (state.latest().filter(latest -> latest.isAfter(mine)).isPresent()) {
      return OVERTAKEN;
    }
    if (living.isEmpty() || !living.stream().allMatch(Verdict::isDone)) {
      return PENDING;
    }
    return living.stream().anyMatch(one -> one.progress().isRefused()) ? REFUSED : SERVING;
  }

  private static boolean isDone(InstanceState instance) {
    return instance.progress().isServing() || instance.progress().isRefused();
  }
}
