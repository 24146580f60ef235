package io.saccade.processor.release;

import io.saccade.model.BundleRefusedException;
import io.saccade.processor.serving.Agreement;
import io.saccade.processor.serving.CanaryRoute;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.Routes;
import io.saccade.processor.serving.ShadowRoute;
import io.saccade.schemas.avro.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A release whose versions are all ready.
 *
 * @param parts its versions, the primary first
 * @param agreement what its shadow comes to say, since it began to serve; of nothing where there is
 *     none
 */
record Serving(Release release, List<Part> parts, Agreement agreement) {

  Serving {
    parts = List.copyOf(parts);
  }

  /**
   * A version that is ready.
   *
   * @param version with the hash that it has turned out to have
   */
  record Part(NamedVersion version, LoadedModel model) {}

  /** What a preparation that misses nothing comes to. */
  static Serving of(Attempt.Preparing attempt, Held held) {
    List<Part> parts = new ArrayList<>();
    for (NamedVersion version : attempt.release().required()) {
      LoadedModel model = attempt.model(version, held);
      if (model == null) {
        throw new IllegalStateException(version + " is not ready");
      }
      parts.add(new Part(resolved(version, model), model));
    }
    return new Serving(attempt.release(), parts, new Agreement());
  }

  /** The version as its bundle turned out to be. */
  static NamedVersion resolved(NamedVersion version, LoadedModel model) {
    return version.resolved(model.version().version(), model.version().sha256());
  }

  Part primary() {
    return parts.get(0);
  }

  Optional<Part> part(Role role) {
    return parts.stream().filter(part -> part.version().role() == role).findFirst();
  }

  /** The shadow, which must be there. */
  Part shadow() {
    return part(Role.SHADOW).orElseThrow();
  }

  /** What the shadow has come to say, where there is one. */
  Optional<Agreement> shadowAgreement() {
    return part(Role.SHADOW).map(any -> agreement);
  }

  /** Whether a version answers or shadows. */
  boolean holds(String sha256) {
    return parts.stream().anyMatch(part -> part.version().sha256().equals(sha256));
  }

  /**
   * Checks that the shadow, where there is one, can be scored from the primary's tensors.
   *
   * @throws BundleRefusedException if it cannot
   */
  void requireFittingShadow() throws BundleRefusedException {
    Optional<Part> shadow = part(Role.SHADOW);
    if (shadow.isPresent()) {
      ShadowRoute.requireSameInput(primary().model().bundle(), shadow.get().model().bundle());
    }
  }

  Routes routes() {
    return new Routes(
        release.id(),
        primary().model(),
        part(Role.CANARY)
            .map(part -> new CanaryRoute(part.model(), part.version().percent().orElse(100))),
        part(Role.SHADOW).map(part -> new ShadowRoute(part.model(), agreement)));
  }
}
