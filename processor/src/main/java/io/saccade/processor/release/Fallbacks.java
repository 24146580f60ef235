package io.saccade.processor.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to try where the latest release is refused: the releases that it overtook, and while nothing
 * serves what served before; always the newest. So it makes no difference how far an instance was
 * when the latest came: all come to serve the newest release that is acceptable. For one thread at
 * a time.
 */
final class Fallbacks {

  /** Far more than operators issue while one version loads. */
  private static final int MOST = 1_000;

  private final List<Release> releases = new ArrayList<>();

  /**
   * What to serve while nothing serves. What was overtaken before is history that others have dealt
   * with.
   */
  void startWith(Collection<Release> first) {
    releases.clear();
    releases.addAll(first);
  }

  /** Keeps a release for later if it was being prepared: it is overtaken now. */
  void add(@Nullable Attempt attempt) {
    if (attempt instanceof Attempt.Preparing preparing) {
      releases.add(preparing.release());
      if (releases.size() > MOST) {
        releases.remove(0);
      }
    }
  }

  /**
   * The next to be tried instead of what serves, which may be nothing; null where there is none.
   */
  Attempt.@Nullable Preparing next(@Nullable Serving serving) {
    if (serving != null) {
      releases.removeIf(release -> !release.isAfter(serving.release()));
    }
    if (releases.isEmpty()) {
      return null;
    }
    Release newest = releases.get(0);
    for (Release release : releases) {
      newest = release.isAfter(newest) ? release : newest;
    }
    releases.remove(newest);
    return Attempt.of(newest);
  }
}
