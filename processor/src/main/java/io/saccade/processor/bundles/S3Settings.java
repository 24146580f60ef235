package io.saccade.processor.bundles;

import java.net.URI;
import java.util.Optional;

/**
 * How S3 is reached. Credentials are never settings: they come from where Amazon's clients look for
 * them, such as the environment, profiles, and the roles of containers and machines.
 *
 * @param endpoint another server than Amazon's, such as MinIO or Ceph
 * @param region the region; empty for the one of the environment
 * @param pathStyle whether the bucket stands in the path instead of the host's name
 */
public record S3Settings(Optional<URI> endpoint, Optional<String> region, boolean pathStyle) {

  /** Amazon's, as the environment says. */
  public static S3Settings defaults() {
    return new S3Settings(Optional.empty(), Optional.empty(), false);
  }
}
