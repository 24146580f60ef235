package io.saccade.cli.releases;

import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import io.saccade.schemas.avro.VersionStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a status comes to. */
final class Settled {

  /** Those that must serve for a release to serve. */
  private static final Set<Role> REQUIRED = EnumSet.of(Role.PRIMARY, Role.CANARY, Role.SHADOW);

  private static final Set<VersionState> ENDS =
      EnumSet.of(VersionState.SERVING, VersionState.RETIRED, VersionState.REFUSED);

  private Settled() {}

  /** Whether all that the release names serves, and nothing of an earlier release does. */
  static boolean isServing(ModelStatus status) {
    List<VersionStatus> required =
        status.getVersions().stream()
            .filter(version -> REQUIRED.contains(version.getRole()))
            .filter(version -> version.getState() != VersionState.RETIRED)
            .toList();
    return !required.isEmpty()
        && required.stream().allMatch(version -> version.getState() == VersionState.SERVING);
  }

  /** Whether nothing is on its way: all serves, or is refused and done with. */
  static boolean isQuiet(ModelStatus status) {
    return status.getVersions().stream()
        .filter(version -> REQUIRED.contains(version.getRole()))
        .allMatch(version -> ENDS.contains(version.getState()));
  }

  /** The version that was refused, where one was. */
  static Optional<VersionStatus> refusal(ModelStatus status) {
    return status.getVersions().stream()
        .filter(version -> version.getState() == VersionState.REFUSED)
        .findFirst();
  }

  /** The hash of the primary that serves; empty where none does. */
  static Optional<String> serving(ModelStatus status) {
    return status.getVersions().stream()
        .filter(version -> version.getRole() == Role.PRIMARY)
        .filter(version -> version.getState() == VersionState.SERVING)
        .map(VersionStatus::getSha256)
        .findFirst();
  }

  /** Whether a version of this hash is in this state. */
  static boolean has(ModelStatus status, String sha256, VersionState state) {
    return status.getVersions().stream()
        .anyMatch(version -> version.getSha256().equals(sha256) && version.getState() == state);
  }

  /** What answers and shadows, to be compared with what does so elsewhere. */
  static String serves(ModelStatus status) {
    return status.getVersions().stream()
        .filter(version -> version.getState() == VersionState.SERVING)
        .map(
            version ->
                "%s %s %s".formatted(version.getRole(), version.getVersion(), version.getPercent()))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
