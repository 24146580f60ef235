package io.saccade.processor.release;

import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import io.saccade.schemas.avro.VersionStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions that a release names, and how an instance's status tells of them. */
final class Named {

  /** The states in their order; what was let go comes before them all, and refusals last. */
  private static final List<VersionState> ON_THE_WAY =
      List.of(
          VersionState.LOADING,
          VersionState.VERIFYING,
          VersionState.WARMING,
          VersionState.READY,
          VersionState.SERVING,
          VersionState.REFUSED);

  private Named() {}

  /** The versions of the release as a status would list them, without the previous one. */
  static List<VersionStatus> of(ModelRelease release) {
    List<VersionStatus> named = new ArrayList<>();
    named.add(listed(Role.PRIMARY, release.getPrimary(), null));
    CanaryVersion canary = release.getCanary();
    if (canary != null) {
      named.add(listed(Role.CANARY, canary.getBundle(), canary.getPercent()));
    }
    if (release.getShadow() != null) {
      named.add(listed(Role.SHADOW, release.getShadow(), null));
    }
    return named;
  }

  /** How far the instance is with a release that it tells of. */
  static ReleaseProgress progress(ModelRelease release, ModelStatus status) {
    Optional<VersionStatus> refused = refused(status);
    if (refused.isPresent()) {
      return progress(VersionState.REFUSED, refused.get(), status);
    }
    VersionStatus slowest = null;
    List<VersionStatus> named = of(release);
    for (VersionStatus wanted : named) {
      VersionStatus found = find(wanted, status).orElse(null);
      if (found == null) {
        return progress(VersionState.LOADING, wanted, status);
      }
      if (slowest == null || rank(found) < rank(slowest)) {
        slowest = found;
      }
    }
    VersionStatus told = Objects.requireNonNull(slowest);
    boolean inPlace = !answersOtherwise(named, status);
    return progress(
        told.getState() == VersionState.SERVING && !inPlace ? VersionState.READY : told.getState(),
        told,
        status);
  }

  private static ReleaseProgress progress(
      VersionState state, VersionStatus version, ModelStatus status) {
    return new ReleaseProgress(
        Optional.of(state), version.getVersion(), status.getAt(), refusal(version));
  }

  /**
   * The release that a status tells of, where its record is gone: of each role the version that is
   * on its way, or else the one that serves.
   */
  static Optional<ModelRelease> rebuilt(ModelStatus status) {
    return role(Role.PRIMARY, status)
        .map(
            primary ->
                new ModelRelease(
                    status.getModel(),
                    status.getEpoch(),
                    bundle(primary),
                    role(Role.CANARY, status)
                        .map(c -> new CanaryVersion(bundle(c), share(c)))
                        .orElse(null),
                    role(Role.SHADOW, status).map(Named::bundle).orElse(null),
                    role(Role.PREVIOUS, status).map(Named::bundle).orElse(null),
                    status.getIssuedAt() == null ? status.getAt() : status.getIssuedAt(),
                    status.getIssuedBy(),
                    status.getReason()));
  }

  static BundleVersion bundle(VersionStatus version) {
    return new BundleVersion(version.getVersion(), version.getUri(), version.getSha256());
  }

  private static double share(VersionStatus canary) {
    return canary.getPercent() == null ? 100 : canary.getPercent();
  }

  private static Optional<VersionStatus> role(Role role, ModelStatus status) {
    return status.getVersions().stream()
        .filter(version -> version.getRole() == role)
        .filter(version -> version.getState() != VersionState.RETIRED)
        .min(Comparator.comparing(version -> version.getState() == VersionState.SERVING));
  }

  private static Optional<VersionStatus> find(VersionStatus wanted, ModelStatus status) {
    return status.getVersions().stream()
        .filter(version -> isSame(wanted, version))
        .filter(version -> version.getState() != VersionState.RETIRED)
        .max(Comparator.comparingInt(Named::rank));
  }

  /** Whether something answers that the release does not name: then it is not in its place yet. */
  private static boolean answersOtherwise(List<VersionStatus> named, ModelStatus status) {
    return status.getVersions().stream()
        .filter(version -> version.getRole() != Role.PREVIOUS)
        .filter(version -> version.getState() == VersionState.SERVING)
        .anyMatch(version -> named.stream().noneMatch(wanted -> isSame(wanted, version)));
  }

  private static boolean isSame(VersionStatus wanted, VersionStatus found) {
    return wanted.getRole() == found.getRole()
        && ReleaseChange.same(bundle(wanted), bundle(found))
        && Objects.equals(wanted.getPercent(), found.getPercent());
  }

  private static Optional<VersionStatus> refused(ModelStatus status) {
    return status.getVersions().stream()
        .filter(version -> version.getRole() != Role.PREVIOUS)
        .filter(version -> version.getState() == VersionState.REFUSED)
        .findFirst();
  }

  private static int rank(VersionStatus version) {
    return ON_THE_WAY.indexOf(version.getState());
  }

  private static Optional<ReleaseProgress.Refusal> refusal(VersionStatus version) {
    return version.getState() != VersionState.REFUSED
        ? Optional.empty()
        : Optional.of(
            new ReleaseProgress.Refusal(
                Objects.requireNonNullElse(version.getCode(), "REFUSED"),
                Objects.requireNonNullElse(version.getMessage(), "no reason was given")));
  }

  private static VersionStatus listed(Role role, BundleVersion version, @Nullable Double percent) {
    return new VersionStatus(
        role,
        version.getVersion(),
        version.getUri(),
        version.getSha256(),
        percent,
        VersionState.LOADING,
        null,
        null,
        null);
  }
}
