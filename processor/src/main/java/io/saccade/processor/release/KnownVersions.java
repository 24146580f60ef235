package io.saccade.processor.release;

import io.saccade.schemas.avro.BundleVersion;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The versions that somebody has named or served, and when that was last. */
final class KnownVersions {

  private record Seen(BundleVersion version, Instant at) {}

  private final Map<BundleVersion, Seen> seen = new HashMap<>();

  void add(BundleVersion version, Instant at) {
    seen.merge(
        version, new Seen(version, at), (one, other) -> one.at().isAfter(other.at()) ? one : other);
  }

  /** Newest first; those whose hash nobody has told yet come last. */
  List<BundleVersion> newestFirst() {
    Comparator<Seen> hashed = Comparator.comparing(s -> s.version().getSha256().isEmpty());
    return seen.values().stream()
        .sorted(hashed.thenComparing(Seen::at, Comparator.reverseOrder()))
        .map(Seen::version)
        .toList();
  }
}
