package io.saccade.processor.bundles;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleSignature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets bundles from where releases say they are, and keeps them by their hash, so that a version
 * which was served once can be served again when its source is gone. Thread-safe.
 */
public final class BundleStore {

  private static final Logger LOG = LoggerFactory.getLogger(BundleStore.class);
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final BundleRules rules;
  private final Roots roots;
  private final BundleCache cache;
  private final WebDownload web;

  /**
   * A store.
   *
   * @param rules which bundles may be had
   * @param cache the folder to keep them in; made when the first is kept
   * @param cacheBytes how much is kept; what was not used for longest goes first
   * @throws IllegalArgumentException if a root is none
   */
  public BundleStore(BundleRules rules, Path cache, long cacheBytes) {
    this(rules, new BundleCache(cache, cacheBytes, Clock.systemUTC()));
  }

  BundleStore(BundleRules rules, BundleCache cache) {
    this.rules = rules;
    this.roots = new Roots(rules.roots());
    this.cache = cache;
    this.web = new WebDownload(roots, rules.times());
  }

  /**
   * A bundle, checked as {@link Bundle#read} does, with its signature where keys ask for one.
   *
   * @param uri a path, or an address of {@code file:}, {@code http(s):} or {@code s3:}, of a folder
   *     (not with http) or a zip
   * @param sha256 the identity that it must have; with it the source is asked only where the cache
   *     has no such bundle
   * @throws BundleRefusedException {@code BUNDLE_PATH} where it lies outside the roots or cannot be
   *     had, {@code BUNDLE_HASH} where it is another, {@code BUNDLE_SIGNATURE}, {@code
   *     MODEL_MEMORY} where the heap cannot hold it, and the codes of {@link Bundle#read}
   */
  public Bundle fetch(String uri, Optional<String> sha256)
      throws BundleRefusedException, InterruptedException {
    Place place = roots.place(uri);
    Optional<String> wanted = sha256.map(hash -> hash.toLowerCase(Locale.ROOT));
    if (wanted.isPresent() && !SHA256.matcher(wanted.get()).matches()) {
      throw new BundleRefusedException(
          RefusalCode.BUNDLE_HASH,
          "'%s' is no SHA-256: it must be 64 hexadecimal digits."
              .formatted(Refused.shown(wanted.get())));
    }
    try {
      Optional<Bundle> kept = wanted.flatMap(hash -> cache.find(hash, rules.limits()));
      if (kept.isPresent() && isSigned(kept.get())) {
        LOG.info("bundle from the cache uri={} sha256={}", Refused.shown(uri), wanted.get());
        return kept.get();
      }
      Bundle bundle = read(place);
      requireHash(bundle, wanted, uri);
      if (!rules.keys().isEmpty()) {
        BundleSignature.require(bundle, rules.keys());
      }
      cache.keep(bundle);
      return bundle;
    } catch (OutOfMemoryError e) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_MEMORY,
          "The heap cannot hold the bundle beside those that are served; raise -Xmx.",
          e);
    }
  }

  /** A kept bundle may be from before keys were set, or signed anew at its source since. */
  private boolean isSigned(Bundle kept) {
    if (rules.keys().isEmpty()) {
      return true;
    }
    try {
      BundleSignature.require(kept, rules.keys());
      return true;
    } catch (BundleRefusedException e) {
      return false;
    }
  }

  private static void requireHash(Bundle bundle, Optional<String> wanted, String uri)
      throws BundleRefusedException {
    if (wanted.isPresent() && !bundle.sha256().equals(wanted.get())) {
      throw new BundleRefusedException(
          RefusalCode.BUNDLE_HASH,
          "The bundle at %s is another one: its SHA-256 is %s, not %s."
              .formatted(Refused.shown(uri), bundle.sha256(), wanted.get()));
    }
  }

  private Bundle read(Place place) throws BundleRefusedException, InterruptedException {
    if (place instanceof Place.OnDisk disk) {
      return DiskBundle.read(disk, rules.limits());
    }
    try {
      if (place instanceof Place.OnTheWeb there) {
        return zip(file -> web.download(there.address(), file, rules.limits().totalBytes()));
      }
      return read((Place.InABucket) place);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while fetching a bundle");
      }
      throw Refused.place(
          "The bundle cannot be kept here: " + Refused.reason(e) + "; see bundle.cache.dir.", e);
    }
  }

  private Bundle read(Place.InABucket there)
      throws BundleRefusedException, IOException, InterruptedException {
    try (S3Bucket bucket = new S3Bucket(there.bucket(), rules.s3(), rules.times())) {
      if (!there.isZip()) {
        return Bundle.read(
            new S3Folder(bucket, there.key(), rules.limits().files()), rules.limits());
      }
      return zip(
          file -> {
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
              bucket.copyTo(out, there.key(), rules.limits().totalBytes());
            }
          });
    }
  }

  /** Puts a zip into a file. */
  private interface Download {
    void to(Path file) throws BundleRefusedException, IOException, InterruptedException;
  }

  /** Reads a zip that lies on disk only as long as it is read. */
  private Bundle zip(Download download)
      throws BundleRefusedException, IOException, InterruptedException {
    Path file = cache.download();
    try {
      download.to(file);
      return Bundle.read(file, rules.limits());
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
