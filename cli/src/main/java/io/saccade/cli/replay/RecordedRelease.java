package io.saccade.cli.replay;

import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import io.saccade.schemas.avro.VersionStatus;
import java.util.Optional;

/**
 * What answered under one release.
 *
 * @param partition of the release in its topic
 * @param offset of the release in that partition; -1 for the bundle that a processor was started
 *     with
 * @param primary the version that answered
 * @param canary the version that answered a share of the keys
 */
record RecordedRelease(
    int partition, long offset, RecordedVersion primary, Optional<Canary> canary) {

  /**
   * A canary.
   *
   * @param version the version
   * @param percent its share of the keys
   */
  record Canary(RecordedVersion version, double percent) {}

  /** What a status says of its release; empty where no primary serves under it. */
  static Optional<RecordedRelease> of(ModelStatus status) {
    return serving(status, Role.PRIMARY)
        .map(
            primary ->
                new RecordedRelease(
                    status.getReleasePartition(),
                    status.getReleaseOffset(),
                    version(primary),
                    serving(status, Role.CANARY).map(RecordedRelease::canary)));
  }

  private static Canary canary(VersionStatus status) {
    Double percent = status.getPercent();
    return new Canary(version(status), percent == null ? 0 : percent);
  }

  private static Optional<VersionStatus> serving(ModelStatus status, Role role) {
    return status.getVersions().stream()
        .filter(version -> version.getRole() == role)
        .filter(version -> version.getState() == VersionState.SERVING)
        .findFirst();
  }

  private static RecordedVersion version(VersionStatus status) {
    return new RecordedVersion(status.getVersion(), status.getUri(), status.getSha256());
  }

  @Override
  public String toString() {
    String share =
        canary
            .map(it -> ", canary %s at %s %%".formatted(it.version().version(), it.percent()))
            .orElse("");
    return offset < 0
        ? "the start with version %s%s".formatted(primary.version(), share)
        : "release %d with version %s%s".formatted(offset, primary.version(), share);
  }
}
