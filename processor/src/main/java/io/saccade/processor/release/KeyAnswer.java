package io.saccade.processor.release;

import io.saccade.processor.serving.CanaryHash;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.Cohort;
import io.saccade.schemas.avro.ModelRelease;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who answers a key under the latest release.
 *
 * @param key of the stream, as text
 * @param place of the key among all, from 0 to below 100; a canary answers those below its share
 * @param cohort whether the canary answers it, or the primary
 * @param version that answers it
 */
public record KeyAnswer(String key, double place, Cohort cohort, String version) {

  /** Who answers the key; empty where there is no release. */
  public static Optional<KeyAnswer> of(ModelState state, String key) {
    return state.latest().map(latest -> of(latest.release(), key));
  }

  private static KeyAnswer of(ModelRelease release, String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    double place = CanaryHash.percentile(release.getModel(), bytes, 0, 0);
    CanaryVersion canary = release.getCanary();
    return canary != null && place < canary.getPercent()
        ? new KeyAnswer(key, place, Cohort.CANARY, canary.getBundle().getVersion())
        : new KeyAnswer(key, place, Cohort.PRIMARY, release.getPrimary().getVersion());
  }
}
