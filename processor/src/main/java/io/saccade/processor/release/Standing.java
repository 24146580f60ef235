package io.saccade.processor.release;

import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.ModelRelease;
import java.util.List;
import java.util.Optional;

/**
 * What an operator's wish is added to.
 *
 * @param model the name of the model
 * @param epoch of the latest release, accepted or not; 0 where there is none
 * @param base the release that stands: the latest, or where that was refused the last that was
 *     accepted; empty where nothing is known to serve
 * @param refused the latest release, where it was refused and serves nowhere
 * @param known versions whose bundles somebody has named or served, newest first
 */
public record Standing(
    String model,
    long epoch,
    Optional<ModelRelease> base,
    Optional<ModelRelease> refused,
    List<BundleVersion> known) {

  public Standing {
    known = List.copyOf(known);
  }

  /** Where nothing is known of a model. */
  public static Standing empty(String model) {
    return new Standing(model, 0, Optional.empty(), Optional.empty(), List.of());
  }
}
