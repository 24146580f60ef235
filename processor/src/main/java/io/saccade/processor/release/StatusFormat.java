package io.saccade.processor.release;

import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Tenure;
import io.saccade.processor.serving.Agreement;
import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.LabelPair;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.ShadowAgreement;
import io.saccade.schemas.avro.VersionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What this instance says, as it stands in the topic.
 *
 * @param instance what this instance calls itself
 * @param group its consumer group
 */
record StatusFormat(String instance, String group) {

  /** Where a release began to answer, and since when this instance had the partition. */
  record First(Coordinates at, Tenure tenure) {}

  /** As many as the schema promises. */
  private static final int PAIRS = 200;

  /** The key of what this instance says of a model. */
  byte[] key(ModelStatus status) {
    return (status.getModel() + "/" + instance).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A status.
   *
   * @param at when it came to be so
   * @param firsts where the release began to answer
   * @param agreement what its shadow has said
   */
  ModelStatus of(
      ReleaseStatus status,
      Instant at,
      List<First> firsts,
      Optional<Agreement.Snapshot> agreement) {
    Release release = status.release();
    return ModelStatus.newBuilder()
        .setModel(release.model())
        .setInstance(instance)
        .setGroup(group)
        .setReleaseOffset(release.id().offset())
        .setReleasePartition(release.id().partition())
        .setEpoch(release.epoch())
        .setIssuedAt(release.issuedAt().orElse(null))
        .setIssuedBy(release.issuedBy())
        .setReason(release.reason())
        .setAt(at.truncatedTo(ChronoUnit.MICROS))
        .setVersions(status.versions().stream().map(StatusFormat::version).toList())
        .setFirstOffsets(firsts.stream().map(StatusFormat::first).toList())
        .setAgreement(agreement.map(StatusFormat::agreement).orElse(null))
        .build();
  }

  private static FirstOffset first(First first) {
    Coordinates at = first.at();
    Tenure tenure = first.tenure();
    return new FirstOffset(
        at.topic(), at.partition(), at.offset(), tenure.generation(), tenure.since());
  }

  /** What a shadow has said by now, as much of it as is written. */
  static Agreement.Snapshot snapshot(Agreement agreement) {
    return agreement.snapshot(PAIRS);
  }

  private static VersionStatus version(VersionStanding standing) {
    NamedVersion version = standing.version();
    return VersionStatus.newBuilder()
        .setRole(version.role())
        .setVersion(version.version())
        .setUri(version.uri())
        .setSha256(version.sha256())
        .setPercent(version.percent().isPresent() ? version.percent().getAsDouble() : null)
        .setState(standing.state())
        .setCode(standing.refusal().map(refusal -> refusal.code().name()).orElse(null))
        .setMessage(
            standing
                .refusal()
                .map(VersionStanding.Refusal::message)
                .orElse(standing.waits().isEmpty() ? null : standing.waits()))
        .setDevice(standing.device().isEmpty() ? null : standing.device())
        .build();
  }

  private static ShadowAgreement agreement(Agreement.Snapshot tally) {
    return new ShadowAgreement(
        tally.scored(),
        tally.agreed(),
        tally.skipped(),
        tally.failed(),
        tally.pairs().stream()
            .map(pair -> new LabelPair(pair.primary(), pair.shadow(), pair.count()))
            .toList());
  }
}
