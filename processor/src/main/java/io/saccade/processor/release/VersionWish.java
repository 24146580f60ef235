package io.saccade.processor.release;

import java.util.Optional;

/**
 * A version as an operator names it.
 *
 * @param version the version of the model
 * @param uri where its bundle is; empty where it was seen before
 * @param sha256 of the bundle's manifest, in hexadecimal; empty for whatever is there
 */
public record VersionWish(String version, Optional<String> uri, Optional<String> sha256) {

  /** A version that was seen before. */
  public static VersionWish seen(String version) {
    return new VersionWish(version, Optional.empty(), Optional.empty());
  }
}
