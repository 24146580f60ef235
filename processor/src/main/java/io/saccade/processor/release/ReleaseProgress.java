package io.saccade.processor.release;

import io.saccade.schemas.avro.VersionState;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an instance is with a release.
 *
 * @param state of the version that is behind the others, or of the one that was refused; empty
 *     where the instance has not reported about the release
 * @param version the version that the state is of; empty where there is no state
 * @param at when it reported
 * @param refusal why a version was refused: its code and a sentence
 */
public record ReleaseProgress(
    Optional<VersionState> state, String version, Instant at, Optional<Refusal> refusal) {

  /**
   * Why a version was refused.
   *
   * @param code one of the codes of a refusal
   * @param message a sentence
   */
  public record Refusal(String code, String message) {

    @Override
    public String toString() {
      return code + ": " + message;
    }
  }

  /** Whether every version that the release names serves. */
  public boolean isServing() {
    return state.filter(VersionState.SERVING::equals).isPresent();
  }

  /** Whether the instance refused the release. */
  public boolean isRefused() {
    return state.filter(VersionState.REFUSED::equals).isPresent();
  }
}
