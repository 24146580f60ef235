package io.saccade.processor.release;

import io.saccade.processor.serving.Agreement;
import io.saccade.processor.serving.ReleaseId;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import java.util.List;
import java.util.Optional;

/**
 * Everything that an instance does about releases at one moment.
 *
 * @param release the latest that it heard of: being prepared, serving, or refused. Where none was
 *     heard of, the bundle that it was started with
 * @param serving the release that serves now, the same or an earlier one; empty while none does
 * @param versions all versions that {@code release} names and all that serve or are held; those
 *     that answer or shadow now are {@code SERVING}, whichever release named them, so that a
 *     primary which is loading stands beside the primary that still serves. One that is {@code
 *     RETIRED} stands there once
 * @param agreement what the shadow that serves has said so far, where there is one; goes on
 *     counting
 */
public record ReleaseStatus(
    Release release,
    Optional<Release> serving,
    List<VersionStanding> versions,
    Optional<Agreement> agreement) {

  public ReleaseStatus {
    versions = List.copyOf(versions);
  }

  /** Whether the latest release is the one that serves. */
  public boolean isSettled() {
    Optional<ReleaseId> id = serving.map(Release::id);
    return id.isPresent() && id.get().equals(release.id());
  }

  /** What of this is about the release that serves; the same where it is the latest. */
  ReleaseStatus ofServing() {
    if (serving.isEmpty() || isSettled()) {
      return this;
    }
    return new ReleaseStatus(
        serving.get(),
        serving,
        versions.stream()
            .filter(
                standing ->
                    standing.state() == VersionState.SERVING
                        || standing.version().role() == Role.PREVIOUS)
            .toList(),
        agreement);
  }
}
