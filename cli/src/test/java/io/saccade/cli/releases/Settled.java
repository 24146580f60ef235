package io.saccade.cli.releases;

import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import io.saccade.schemas.avro.VersionStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a status comes to. */
final class Settled {

  /** Those that must serve for a release to serve. */
  private static final Set<Role> REQUIRED = EnumSet.of(Role.PRIMARY, Role.CANARY, Role.SHADOW);

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
        .anyMatch(
            version -> version.getSha256().equals(sha256) && version.getState() == state);
  }

  /** What the instance serves and wants, to be compared with another's. */
  static String summary(ModelStatus status) {
    StringBuilder text = new StringBuilder().append(status.getReleaseOffset());
    for (VersionStatus version : status.getVersions()) {
      if (REQUIRED.contains(version.getRole()) && version.getState() != VersionState.RETIRED) {
        text.append(' ')
            .append(version.getRole())
            .append('=')
            .append(version.getVersion())
            .append(':')
            .append(version.getState());
      }
    }
    return text.toString();
  }
}
