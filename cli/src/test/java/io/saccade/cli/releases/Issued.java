package io.saccade.cli.releases;

import io.saccade.processor.serving.CanaryHash;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.ModelRelease;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A release that was written.
 *
 * @param offset where it stands in the topic of releases
 */
record Issued(long offset, ModelRelease release) {

  /** What the processors were started with, as if it had been issued. */
  static Issued start(BundleVersion version) {
    return new Issued(
        -1,
        new ModelRelease(
            ReleaseStage.MODEL, 0L, version, null, null, null, Instant.EPOCH, "nobody", ""));
  }

  /** Whether this is the answer that the release gives to such a record. */
  boolean gives(Answer answer) {
    CanaryVersion canary = release.getCanary();
    boolean toCanary = canary != null && percentile(answer) < canary.getPercent();
    BundleVersion version = canary != null && toCanary ? canary.getBundle() : release.getPrimary();
    return answer.canary() == toCanary && answer.sha256().equals(version.getSha256());
  }

  private static double percentile(Answer answer) {
    byte[] key = answer.key().map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
    return CanaryHash.percentile(ReleaseStage.MODEL, key, answer.partition(), answer.offset());
  }
}
