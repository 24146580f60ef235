package io.saccade.processor.release;

import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import io.saccade.schemas.avro.VersionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Releases and statuses of a model of cats, as tests need them. */
public final class Wishes {

  public static final String MODEL = "cats";
  public static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private Wishes() {}

  /** A version, with a hash that is made of its name. */
  public static BundleVersion bundle(String version) {
    return new BundleVersion(version, "/models/cats/" + version, hash(version));
  }

  static String hash(String version) {
    return "%064x".formatted(version.hashCode());
  }

  static CanaryVersion canary(String version, double percent) {
    return new CanaryVersion(bundle(version), percent);
  }

  static ModelRelease release(
      long epoch,
      String primary,
      @Nullable CanaryVersion canary,
      @Nullable String shadow,
      @Nullable String previous) {
    return new ModelRelease(
        MODEL,
        epoch,
        bundle(primary),
        canary,
        shadow == null ? null : bundle(shadow),
        previous == null ? null : bundle(previous),
        NOON,
        "anna",
        "");
  }

  /** A version in a status. */
  public static VersionStatus version(Role role, String version, VersionState state) {
    return new VersionStatus(
        role, version, "/models/cats/" + version, hash(version), null, state, null, null, "cpu");
  }

  static VersionStatus refused(Role role, String version) {
    return new VersionStatus(
        role,
        version,
        "/models/cats/" + version,
        hash(version),
        null,
        VersionState.REFUSED,
        "MODEL_GOLDEN",
        "a golden image disagrees",
        null);
  }

  /** What an instance says about the release at an offset. */
  public static ModelStatus status(String instance, long offset, VersionStatus... versions) {
    return new ModelStatus(
        MODEL,
        instance,
        "group",
        offset,
        0,
        offset + 1,
        offset < 0 ? null : NOON,
        "anna",
        "",
        NOON.plusSeconds(offset + 10),
        List.of(versions),
        List.of(),
        null);
  }

  /** Where a release began, as an instance said before there were tenures. */
  static FirstOffset first(long offset) {
    return new FirstOffset("images", 0, offset, -1, null);
  }

  static Issuer anna() {
    return new Issuer("anna", "because", NOON);
  }

  static VersionWish at(String version) {
    return new VersionWish(
        version, Optional.of("/models/cats/" + version), Optional.of(hash(version)));
  }
}
