package io.saccade.processor.release;

import io.saccade.schemas.avro.VersionState;
import org.jspecify.annotations.Nullable;

/**
 * A version that is being loaded.
 *
 * @param step how far that is
 * @param waits what it waits for, in words; empty where for nothing
 */
record Load(NamedVersion version, VersionState step, String waits) {

  static Load begin(NamedVersion version) {
    return new Load(version, VersionState.LOADING, "");
  }

  Load at(VersionState reached) {
    return new Load(version, reached, "");
  }

  Load waitingFor(String what) {
    return new Load(version, step, what);
  }

  /** What a version that is not ready waits for. */
  static String waitsOf(NamedVersion version, @Nullable Load load) {
    return load != null && load.version.isSameBundle(version) ? load.waits : "";
  }

  /** How far a version is that is not ready: those that wait for their turn are loading as well. */
  static VersionState stepOf(NamedVersion version, @Nullable Load load) {
    return load != null && load.version.isSameBundle(version) ? load.step : VersionState.LOADING;
  }
}
