package io.saccade.processor.release;

import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.ShadowAgreement;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One release in the book: what was wanted, and what each instance made of it. */
final class Chapter {

  private final SortedMap<String, ModelStatus> statuses = new TreeMap<>();
  private final SortedMap<String, Instant> since = new TreeMap<>();
  private final SortedMap<String, ShadowAgreement> agreements = new TreeMap<>();
  private @Nullable IssuedRelease record;
  private @Nullable ModelRelease rebuilt;

  void issued(IssuedRelease issued) {
    record = issued;
  }

  void told(ModelStatus status) {
    String instance = status.getInstance();
    statuses.put(instance, status);
    // Where its record is compacted away, the last status is the best witness of a release.
    rebuilt = Named.rebuilt(status).orElse(rebuilt);
    if (release().filter(r -> Named.progress(r, status).isServing()).isPresent()) {
      since.putIfAbsent(instance, status.getAt());
    }
    if (status.getAgreement() != null) {
      agreements.put(instance, status.getAgreement());
    }
  }

  /** The release as it was written. */
  Optional<IssuedRelease> record() {
    return Optional.ofNullable(record);
  }

  /** The release as it was written, or as the instances told it. */
  Optional<ModelRelease> release() {
    return record == null ? Optional.ofNullable(rebuilt) : Optional.of(record.release());
  }

  SortedMap<String, ReleaseProgress> instances() {
    SortedMap<String, ReleaseProgress> instances = new TreeMap<>();
    release()
        .ifPresent(
            release ->
                statuses.forEach(
                    (name, status) -> instances.put(name, Named.progress(release, status))));
    return instances;
  }

  /** When each instance began to serve it. */
  SortedMap<String, Instant> since() {
    return new TreeMap<>(since);
  }

  SortedMap<String, ShadowAgreement> agreements() {
    return new TreeMap<>(agreements);
  }

  /** When an instance last said that it serves; empty where none ever did. */
  Optional<Instant> acceptedAt() {
    return since.isEmpty()
        ? Optional.empty()
        : statuses.entrySet().stream()
            .filter(entry -> since.containsKey(entry.getKey()))
            .map(entry -> entry.getValue().getAt())
            .max(Instant::compareTo);
  }

  /** Whether an instance has refused it and none ever served it. */
  boolean isRefused() {
    return since.isEmpty() && instances().values().stream().anyMatch(ReleaseProgress::isRefused);
  }
}
