package io.saccade.processor.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.saccade.model.RefusalCode;
import io.saccade.processor.release.Release;
import io.saccade.processor.release.ReleaseStatus;
import io.saccade.processor.release.StatusListener;
import io.saccade.processor.release.VersionStanding;
import io.saccade.processor.serving.Agreement;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which versions are open, and what was refused. Thread-safe but for {@link #refresh}. */
final class ReleaseMeters implements StatusListener {

  private final Map<RefusalCode, Counter> refused = new EnumMap<>(RefusalCode.class);
  private final Rows versions;
  private final Rows epochs;
  private final Rows shadowImages;
  private final Rows agreement;
  private volatile @Nullable ReleaseStatus status;

  ReleaseMeters(MeterRegistry registry) {
    this.versions = new Rows(registry, Metric.VERSION);
    this.epochs = new Rows(registry, Metric.RELEASE_EPOCH);
    this.shadowImages = new Rows(registry, Metric.SHADOW_IMAGES);
    this.agreement = new Rows(registry, Metric.SHADOW_AGREEMENT);
    for (RefusalCode code : RefusalCode.values()) {
      refused.put(
          code,
          Counter.builder(Metric.RELEASES_REFUSED.id())
              .description(Metric.RELEASES_REFUSED.meaning())
              .tag("code", code.name())
              .register(registry));
    }
  }

  @Override
  public void changed(ReleaseStatus now) {
    ReleaseStatus before = status;
    status = now;
    for (VersionStanding standing : now.versions()) {
      if (standing.refusal().isPresent() && !isSaid(before, now.release(), standing)) {
        Counter counter = refused.get(standing.refusal().get().code());
        if (counter != null) { // Each code has one.
          counter.increment();
        }
      }
    }
  }

  /** A refusal stands in every status until the next release. */
  private static boolean isSaid(
      @Nullable ReleaseStatus before, Release release, VersionStanding standing) {
    return before != null
        && before.release().id().equals(release.id())
        && before.versions().contains(standing);
  }

  /** What is open now. */
  void refresh() {
    ReleaseStatus now = status;
    if (now == null) {
      return;
    }
    String model = now.release().model();
    Map<Tags, Double> open = new HashMap<>();
    Optional<String> shadow = Optional.empty();
    for (VersionStanding standing : now.versions()) {
      if (isOpen(standing)) {
        String version = standing.version().version();
        Role role = standing.version().role();
        open.put(Tags.of("model", model, "version", version, "role", role.name()), 1.0);
        shadow = role == Role.SHADOW ? Optional.of(version) : shadow;
      }
    }
    versions.are(open);
    epochs.are(
        now.serving()
            .map(release -> Map.of(Tags.of("model", model), (double) release.epoch()))
            .orElse(Map.of()));
    Optional<Agreement.Snapshot> tally = now.agreement().map(of -> of.snapshot(0));
    shadowed(shadow.orElse(""), shadow.isPresent() ? tally : Optional.empty());
  }

  private void shadowed(String version, Optional<Agreement.Snapshot> tally) {
    Map<Tags, Double> images = new HashMap<>();
    Map<Tags, Double> ratio = new HashMap<>();
    Tags tags = Tags.of("version", version);
    tally.ifPresent(
        of -> {
          images.put(tags.and("result", "scored"), (double) of.scored());
          images.put(tags.and("result", "skipped"), (double) of.skipped());
          images.put(tags.and("result", "failed"), (double) of.failed());
          if (of.scored() > 0) {
            ratio.put(tags, (double) of.agreed() / of.scored());
          }
        });
    shadowImages.are(images);
    agreement.are(ratio);
  }

  private static boolean isOpen(VersionStanding standing) {
    return standing.state() == VersionState.SERVING
        || (standing.version().role() == Role.PREVIOUS && standing.state() == VersionState.READY);
  }
}
