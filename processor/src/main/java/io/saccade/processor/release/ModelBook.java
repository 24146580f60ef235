package io.saccade.processor.release;

import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.ShadowAgreement;
import io.saccade.schemas.avro.VersionStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the topics say of one model, as far as they were read. For one thread. */
final class ModelBook {

  private final String model;
  private final Map<ReleasePlace, Chapter> chapters = new HashMap<>();
  private final SortedMap<String, ModelStatus> newest = new TreeMap<>();
  private final KnownVersions known = new KnownVersions();
  private final Successions successions = new Successions();
  private @Nullable IssuedRelease latest;

  ModelBook(String model) {
    this.model = model;
  }

  void release(IssuedRelease issued) {
    if (latest == null || issued.isAfter(latest)) {
      latest = issued;
    }
    chapter(ReleasePlace.of(issued)).issued(issued);
    ModelRelease release = issued.release();
    Named.of(release).forEach(v -> known.add(Named.bundle(v), release.getIssuedAt()));
  }

  void status(ModelStatus status) {
    newest.put(status.getInstance(), status);
    ReleasePlace place = ReleasePlace.of(status);
    chapter(place).told(status);
    successions.add(status);
    for (VersionStatus version : status.getVersions()) {
      if (!version.getSha256().isEmpty()) {
        known.add(Named.bundle(version), status.getAt());
      }
    }
  }

  Optional<IssuedRelease> latest() {
    return Optional.ofNullable(latest);
  }

  /** What the instances reported last, by name. */
  SortedMap<String, ModelStatus> newest() {
    return newest;
  }

  Standing standing() {
    List<BundleVersion> versions = known.newestFirst();
    long epoch =
        chapters.values().stream()
            .flatMap(chapter -> chapter.release().stream())
            .mapToLong(ModelRelease::getEpoch)
            .max()
            .orElse(0);
    Optional<ModelRelease> base = base().map(release -> hashed(release, versions));
    return new Standing(model, epoch, base, refused(), versions);
  }

  /**
   * How far an instance is with the latest release. What it said last may be about another: the one
   * that serves meanwhile.
   */
  ReleaseProgress progress(ModelStatus said) {
    ReleaseProgress about =
        latest == null
            ? null
            : chapter(ReleasePlace.of(latest)).instances().get(said.getInstance());
    return about == null
        ? new ReleaseProgress(Optional.empty(), "", said.getAt(), Optional.empty())
        : about;
  }

  /** What the shadow of the latest release has come to say on each instance. */
  SortedMap<String, ShadowAgreement> agreements() {
    return latest == null ? new TreeMap<>() : chapter(ReleasePlace.of(latest)).agreements();
  }

  List<PastRelease> history() {
    return chapters.entrySet().stream()
        .flatMap(entry -> past(entry.getKey(), entry.getValue()).stream())
        .sorted(
            Comparator.comparing((PastRelease past) -> past.release().getEpoch())
                .thenComparing(past -> past.issued().offset()))
        .toList();
  }

  /** Releases that others issued upon the same one as this, and that it has overtaken. */
  List<IssuedRelease> rivals(IssuedRelease mine) {
    List<IssuedRelease> rivals = new ArrayList<>();
    for (Chapter chapter : chapters.values()) {
      chapter
          .record()
          .filter(other -> other.release().getEpoch() >= mine.release().getEpoch())
          .filter(other -> !ReleasePlace.of(other).equals(ReleasePlace.of(mine)))
          .filter(mine::isAfter)
          .ifPresent(rivals::add);
    }
    return rivals;
  }

  /** What a wish changes: the latest release, unless it was refused and serves nowhere. */
  private Optional<ModelRelease> base() {
    if (latest != null && refused().isEmpty()) {
      return Optional.of(latest.release());
    }
    return chapters.values().stream()
        .filter(chapter -> chapter.acceptedAt().isPresent())
        .max(Comparator.comparing(chapter -> chapter.acceptedAt().orElseThrow()))
        .flatMap(Chapter::release);
  }

  private Optional<ModelRelease> refused() {
    return latest != null && chapter(ReleasePlace.of(latest)).isRefused()
        ? Optional.of(latest.release())
        : Optional.empty();
  }

  private Chapter chapter(ReleasePlace place) {
    return chapters.computeIfAbsent(place, key -> new Chapter());
  }

  private Optional<PastRelease> past(ReleasePlace place, Chapter chapter) {
    return chapter
        .release()
        .map(
            release ->
                new PastRelease(
                    new IssuedRelease(release, place.partition(), place.offset()),
                    chapter.instances(),
                    chapter.since(),
                    successions.of(place),
                    chapter.agreements()));
  }

  /** The release with the hashes that the instances have found since. */
  private static ModelRelease hashed(ModelRelease release, List<BundleVersion> known) {
    CanaryVersion canary = release.getCanary();
    return new ModelRelease(
        release.getModel(),
        release.getEpoch(),
        hashed(release.getPrimary(), known),
        canary == null
            ? null
            : new CanaryVersion(hashed(canary.getBundle(), known), canary.getPercent()),
        release.getShadow() == null ? null : hashed(release.getShadow(), known),
        release.getPrevious() == null ? null : hashed(release.getPrevious(), known),
        release.getIssuedAt(),
        release.getIssuedBy(),
        release.getReason());
  }

  private static BundleVersion hashed(BundleVersion version, List<BundleVersion> known) {
    return known.stream().filter(k -> ReleaseChange.same(k, version)).findFirst().orElse(version);
  }
}
