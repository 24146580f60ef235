package io.saccade.processor.bundles;

import java.net.URI;
import java.nio.file.Path;

/** Where a bundle is: an address that has been found to lie within a root. */
sealed interface Place {

  /**
   * A folder or a zip on disk.
   *
   * @param root the root that it lies below, or is
   */
  record OnDisk(Path path, Path root) implements Place {}

  /** A zip that a web server has. */
  record OnTheWeb(URI address) implements Place {}

  /**
   * A zip, or the files of a folder, in a bucket.
   *
   * @param key without a slash at its begin or end
   */
  record InABucket(String bucket, String key) implements Place {

    /** Whether it is a zip by its name; there are no folders to tell it from. */
    boolean isZip() {
      return key.regionMatches(true, key.length() - 4, ".zip", 0, 4);
    }

    @Override
    public String toString() {
      return "s3://" + bucket + "/" + key;
    }
  }
}
