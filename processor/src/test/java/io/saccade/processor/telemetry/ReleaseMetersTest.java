package io.saccade.processor.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.saccade.model.RefusalCode;
import io.saccade.processor.release.NamedVersion;
import io.saccade.processor.release.Release;
import io.saccade.processor.release.ReleaseStatus;
import io.saccade.processor.release.VersionStanding;
import io.saccade.processor.serving.Agreement;
import io.saccade.processor.serving.ReleaseId;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ReleaseMetersTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ReleaseMeters meters = new ReleaseMeters(registry);

  private static VersionStanding standing(Role role, String version, VersionState state) {
    NamedVersion named =
        new NamedVersion(role, version, "/models/cats/" + version, "", OptionalDouble.empty());
    Optional<VersionStanding.Refusal> refusal =
        state == VersionState.REFUSED
            ? Optional.of(new VersionStanding.Refusal(RefusalCode.MODEL_LABELS, "too few"))
            : Optional.empty();
    return new VersionStanding(named, state, refusal, "", "");
  }

  private static Release release(long epoch, VersionStanding primary) {
    return new Release(
        new ReleaseId(0, epoch),
        "cats",
        epoch,
        List.of(primary.version()),
        Optional.empty(),
        Optional.empty(),
        "",
        "");
  }

  private void changed(long epoch, Optional<Agreement> agreement, VersionStanding... standings) {
    Release release = release(epoch, standings[0]);
    meters.changed(new ReleaseStatus(release, Optional.of(release), List.of(standings), agreement));
    meters.refresh();
  }

  @Test
  void showsWhatIsOpenAndHowTheShadowAgrees() {
    Agreement agreement = new Agreement();
    agreement.scored("cat", "cat");
    agreement.scored("cat", "dog");
    agreement.skipped(3);
    changed(
        7,
        Optional.of(agreement),
        standing(Role.PRIMARY, "2", VersionState.SERVING),
        standing(Role.SHADOW, "3", VersionState.SERVING),
        standing(Role.PREVIOUS, "1", VersionState.READY),
        standing(Role.CANARY, "4", VersionState.LOADING));

    assertThat(registry.find(Metric.VERSION.id()).gauges())
        .extracting(gauge -> gauge.getId().getTag("role") + gauge.getId().getTag("version"))
        .containsExactlyInAnyOrder("PRIMARY2", "SHADOW3", "PREVIOUS1");
    assertThat(registry.get(Metric.RELEASE_EPOCH.id()).gauge().value()).isEqualTo(7);
    assertThat(registry.get(Metric.SHADOW_AGREEMENT.id()).gauge().value()).isEqualTo(0.5);
    assertThat(
            registry
                .get(Metric.SHADOW_IMAGES.id())
                .tags("version", "3", "result", "skipped")
                .functionCounter()
                .count())
        .isEqualTo(3);

    changed(8, Optional.empty(), standing(Role.PRIMARY, "3", VersionState.SERVING));

    assertThat(registry.find(Metric.VERSION.id()).gauges()).hasSize(1);
    assertThat(registry.find(Metric.SHADOW_IMAGES.id()).functionCounters()).isEmpty();
    assertThat(registry.find(Metric.SHADOW_AGREEMENT.id()).gauges()).isEmpty();
  }

  @Test
  void countsARefusalOnceForEachRelease() {
    VersionStanding refused = standing(Role.PRIMARY, "9", VersionState.REFUSED);

    changed(1, Optional.empty(), refused);
    changed(1, Optional.empty(), refused);
    changed(2, Optional.empty(), refused);

    assertThat(
            registry
                .get(Metric.RELEASES_REFUSED.id())
                .tag("code", "MODEL_LABELS")
                .counter()
                .count())
        .isEqualTo(2);
  }
}
