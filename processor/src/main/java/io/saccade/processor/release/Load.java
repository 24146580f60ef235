package io.saccade.processor.release;

import io.saccade.schemas.avro.VersionState;
import org.jspecify.annotations.Nullable;

/**
 * A version that is being loaded.
 *
 * @param step how far that is
 */
record Load(NamedVersion version, VersionState step) {

  static Load begin(NamedVersion version) {
    return new Load(version, VersionState.LOADING);
  }

  Load at(VersionState reached) {
    return new Load(version, reached);
  }

  /** How far a version is that is not ready: those that wait for their turn are loading as well. */
  static VersionState stepOf(NamedVersion version, @Nullable Load load) {
    return load != null && load.version.isSameBundle(version) ? load.step : VersionState.LOADING;
  }
}
