package io.saccade.processor.release;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.schemas.avro.VersionState;
import java.util.Optional;

/**
 * A version and how far it is here.
 *
 * @param version as the release names it, with the hash once that is known
 * @param state how far it is
 * @param refusal why it was refused; only with {@link VersionState#REFUSED}
 * @param device where it runs; empty while it does not
 * @param waits what its load waits for, in words; empty where for nothing
 */
public record VersionStanding(
    NamedVersion version,
    VersionState state,
    Optional<Refusal> refusal,
    String device,
    String waits) {

  /**
   * Why a version was refused.
   *
   * @param code of a closed set
   * @param message one sentence
   */
  public record Refusal(RefusalCode code, String message) {

    static Refusal of(BundleRefusedException e) {
      return new Refusal(e.code(), String.valueOf(e.getMessage()));
    }
  }

  static VersionStanding refused(NamedVersion version, Refusal why) {
    return new VersionStanding(version, VersionState.REFUSED, Optional.of(why), "", "");
  }

  static VersionStanding retired(NamedVersion version, String device) {
    return new VersionStanding(version, VersionState.RETIRED, Optional.empty(), device, "");
  }
}
