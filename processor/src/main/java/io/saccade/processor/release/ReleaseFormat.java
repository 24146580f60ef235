package io.saccade.processor.release;

import io.saccade.processor.serving.ReleaseId;
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
import java.util.Optional;
import java.util.OptionalDouble;

/** Releases as they stand in the topics. */
final class ReleaseFormat {

  private ReleaseFormat() {}

  /** The release that an operator wrote. */
  static Release of(ReleaseId id, ModelRelease release) {
    List<NamedVersion> required = new ArrayList<>();
    required.add(named(Role.PRIMARY, release.getPrimary(), OptionalDouble.empty()));
    CanaryVersion canary = release.getCanary();
    if (canary != null) {
      required.add(named(Role.CANARY, canary.getBundle(), OptionalDouble.of(canary.getPercent())));
    }
    BundleVersion shadow = release.getShadow();
    if (shadow != null) {
      required.add(named(Role.SHADOW, shadow, OptionalDouble.empty()));
    }
    return new Release(
        id,
        release.getModel(),
        release.getEpoch(),
        required,
        Optional.ofNullable(release.getPrevious())
            .map(version -> named(Role.PREVIOUS, version, OptionalDouble.empty())),
        Optional.of(release.getIssuedAt()),
        release.getIssuedBy(),
        release.getReason());
  }

  /** The release that an instance served, where it says so and prepared or refused no other. */
  static Optional<Release> served(ModelStatus status) {
    List<VersionStatus> now =
        status.getVersions().stream()
            .filter(version -> version.getRole() != Role.PREVIOUS)
            .filter(version -> version.getState() != VersionState.RETIRED)
            .sorted(Comparator.comparing(VersionStatus::getRole))
            .toList();
    if (now.isEmpty()
        || now.get(0).getRole() != Role.PRIMARY
        || now.stream().anyMatch(version -> version.getState() != VersionState.SERVING)) {
      return Optional.empty();
    }
    return Optional.of(
        new Release(
            new ReleaseId(status.getReleasePartition(), status.getReleaseOffset()),
            status.getModel(),
            status.getEpoch(),
            now.stream().map(ReleaseFormat::named).toList(),
            status.getVersions().stream()
                .filter(version -> version.getRole() == Role.PREVIOUS)
                .filter(version -> version.getState() == VersionState.READY)
                .findFirst()
                .map(ReleaseFormat::named),
            Optional.ofNullable(status.getIssuedAt()),
            status.getIssuedBy(),
            status.getReason()));
  }

  private static NamedVersion named(Role role, BundleVersion version, OptionalDouble percent) {
    return new NamedVersion(
        role, version.getVersion(), version.getUri(), version.getSha256(), percent);
  }

  private static NamedVersion named(VersionStatus version) {
    Double percent = version.getPercent();
    return new NamedVersion(
        version.getRole(),
        version.getVersion(),
        version.getUri(),
        version.getSha256(),
        percent == null ? OptionalDouble.empty() : OptionalDouble.of(percent));
  }
}
