package io.saccade.processor.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which versions serve under one release. Immutable. */
public final class Routes {

  private final ReleaseId release;
  private final Optional<CanaryRoute> canary;
  private final Optional<ShadowRoute> shadow;
  private final Route toPrimary;
  private final @Nullable Route toCanary;

  /**
   * Routes to versions that are ready.
   *
   * @throws IllegalArgumentException if the shadow cannot be fed with the primary's tensors, see
   *     {@link ShadowRoute#requireSameInput}
   */
  public Routes(
      ReleaseId release,
      LoadedModel primary,
      Optional<CanaryRoute> canary,
      Optional<ShadowRoute> shadow) {
    if (shadow.isPresent()
        && !ShadowRoute.sameInput(primary.bundle(), shadow.get().model().bundle())) {
      throw new IllegalArgumentException(
          "the shadow %s must be preprocessed as the primary %s, but is not"
              .formatted(shadow.get().model().version(), primary.version()));
    }
    this.release = release;
    this.canary = canary;
    this.shadow = shadow;
    this.toPrimary = new Route(this, primary, false);
    this.toCanary = canary.isPresent() ? new Route(this, canary.get().model(), true) : null;
  }

  /** A version that serves alone, without a release. */
  public static Routes only(LoadedModel primary) {
    return new Routes(ReleaseId.NONE, primary, Optional.empty(), Optional.empty());
  }

  public ReleaseId release() {
    return release;
  }

  public LoadedModel primary() {
    return toPrimary.model();
  }

  public Optional<CanaryRoute> canary() {
    return canary;
  }

  public Optional<ShadowRoute> shadow() {
    return shadow;
  }

  /** Every version, primary first; one that has two roles comes twice. */
  List<LoadedModel> models() {
    List<LoadedModel> models = new ArrayList<>();
    models.add(primary());
    canary.ifPresent(route -> models.add(route.model()));
    shadow.ifPresent(route -> models.add(route.model()));
    return models;
  }

  /**
   * The route of a record. Makes no object, and hashes nothing, where there is no canary.
   *
   * @param key the record's key, or null
   */
  Route of(byte @Nullable [] key, int partition, long offset) {
    Route other = toCanary;
    if (other == null || canary.isEmpty()) {
      return toPrimary;
    }
    String model = toPrimary.model().version().name();
    double percentile = CanaryHash.percentile(model, key, partition, offset);
    return percentile < canary.get().percent() ? other : toPrimary;
  }

  @Override
  public String toString() {
    return "release " + release + " of " + primary().version();
  }
}
