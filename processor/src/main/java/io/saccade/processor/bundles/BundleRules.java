package io.saccade.processor.bundles;

import io.saccade.model.bundle.BundleLimits;
import java.net.URI;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * Which bundles may be had, and from where.
 *
 * @param roots {@code file:}, {@code http:}, {@code https:} and {@code s3:} addresses of folders;
 *     only what lies below one of them, or is one of them, is ever opened
 * @param limits how much a bundle may hold
 * @param keys one of these must have signed the bundle; where there are none, none needs to
 */
public record BundleRules(
    List<URI> roots, BundleLimits limits, List<PublicKey> keys, S3Settings s3, FetchTimes times) {

  public BundleRules {
    roots = List.copyOf(roots);
    keys = List.copyOf(keys);
  }

  /** Why an address cannot be a root, if so. */
  public static Optional<String> objection(URI root) {
    return Roots.objection(root);
  }
}
