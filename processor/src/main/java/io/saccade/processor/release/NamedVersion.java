package io.saccade.processor.release;

import io.saccade.schemas.avro.Role;
import java.util.OptionalDouble;

/**
 * A version that a release names.
 *
 * @param role what it is there for
 * @param version its name, for people
 * @param uri where its bundle is
 * @param sha256 of its bundle's manifest, which is its identity; empty for whatever is there
 * @param percent the share of the keys, of a canary
 */
public record NamedVersion(
    Role role, String version, String uri, String sha256, OptionalDouble percent) {

  /** Whether loading the one is loading the other. */
  boolean isSameBundle(NamedVersion other) {
    return sha256.isEmpty()
        ? other.sha256.isEmpty() && uri.equals(other.uri)
        : sha256.equals(other.sha256);
  }

  /** The same, there for something else. */
  NamedVersion as(Role other) {
    return new NamedVersion(other, version, uri, sha256, OptionalDouble.empty());
  }

  /** The same, as its bundle turned out to be. */
  NamedVersion resolved(String itsVersion, String itsSha256) {
    return new NamedVersion(role, itsVersion, uri, itsSha256, percent);
  }

  @Override
  public String toString() {
    return "%s %s at %s".formatted(role, version, uri);
  }
}
