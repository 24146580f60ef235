package io.saccade.processor.release;

import java.util.Optional;

/**
 * What an operator wants of a model; what is not named stays.
 *
 * @param primary the version that is to answer; empty to keep the one that does
 * @param canary the version that is to answer a share of the keys
 * @param shadow the version that is to be scored beside the primary
 */
public record ReleaseWish(
    Optional<VersionWish> primary, Wanted<CanaryWish> canary, Wanted<VersionWish> shadow) {

  /** Whether it wants nothing at all. */
  public boolean isEmpty() {
    return primary.isEmpty()
        && canary instanceof Wanted.Unchanged
        && shadow instanceof Wanted.Unchanged;
  }
}
