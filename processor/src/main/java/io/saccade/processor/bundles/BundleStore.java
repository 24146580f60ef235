package io.saccade.processor.bundles;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Gets bundles from where releases say they are, and keeps them by their hash, so that a version
 * which was served once can be served again when its source is gone. Thread-safe.
 */
public final class BundleStore {

  /**
   * A store.
   *
   * @param rules which bundles may be had
   * @param cache the folder to keep them in; made when the first is kept
   * @param cacheBytes how much is kept; what was not used for longest goes first
   */
  public BundleStore(BundleRules rules, Path cache, long cacheBytes) {}

  /**
   * A bundle, checked as {@link Bundle#read} does, with its signature where keys ask for one.
   *
   * @param uri a path, or an address of {@code file:}, {@code http(s):} or {@code s3:}, of a folder
   *     (not with http) or a zip
   * @param sha256 the identity that it must have; with it the source is asked only where the cache
   *     has no such bundle
   * @throws BundleRefusedException {@code BUNDLE_PATH} where it lies outside the roots or cannot be
   *     had, {@code BUNDLE_HASH} where it is another, {@code BUNDLE_SIGNATURE}, and the codes of
   *     {@link Bundle#read}
   */
  public Bundle fetch(String uri, Optional<String> sha256)
      throws BundleRefusedException, InterruptedException {
    throw new UnsupportedOperationException("not yet built");
  }
}
