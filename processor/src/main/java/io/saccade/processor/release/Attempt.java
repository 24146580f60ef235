package io.saccade.processor.release;

import io.saccade.processor.serving.LoadedModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has come of a release so far. */
sealed interface Attempt {

  Release release();

  /** A release whose versions are to be made ready. */
  static Preparing of(Release release) {
    return new Preparing(release, new LinkedHashMap<>());
  }

  /**
   * Its versions are being made ready; nothing serves for its sake.
   *
   * @param found what the versions that were named without a hash have turned out to be, by address
   */
  record Preparing(Release release, Map<String, LoadedModel> found) implements Attempt {

    /** Whether a load of this version brings it on. */
    boolean requires(NamedVersion version) {
      return release.required().stream().anyMatch(version::isSameBundle);
    }

    /** A version that it requires has been loaded. */
    void loaded(NamedVersion version, LoadedModel model) {
      if (version.sha256().isEmpty()) {
        found.put(version.uri(), model);
      }
    }

    /** The model of a version, where it is ready. */
    @Nullable LoadedModel model(NamedVersion version, Held held) {
      return version.sha256().isEmpty() ? found.get(version.uri()) : held.model(version.sha256());
    }

    /** The first version that is not ready. */
    Optional<NamedVersion> missing(Held held) {
      return release.required().stream()
          .filter(version -> model(version, held) == null)
          .findFirst();
    }

    /** Whether an open version is one that has to be ready. */
    boolean requires(String sha256) {
      return release.required().stream().anyMatch(version -> version.sha256().equals(sha256))
          || found.values().stream().anyMatch(model -> model.version().sha256().equals(sha256));
    }

    /** Whether it has use for an open version. */
    boolean needs(String sha256) {
      return requires(sha256) || release.names(sha256);
    }

    Refused refused(NamedVersion culprit, VersionStanding.Refusal why) {
      return new Refused(release, culprit, why);
    }

    Installed installed() {
      return new Installed(release);
    }
  }

  /** It has changed nothing, for one version's sake. */
  record Refused(Release release, NamedVersion culprit, VersionStanding.Refusal why)
      implements Attempt {}

  /** It serves, or has served. */
  record Installed(Release release) implements Attempt {}
}
