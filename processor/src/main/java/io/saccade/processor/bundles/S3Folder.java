package io.saccade.processor.bundles;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.BundleSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.SortedSet;
import java.util.TreeSet;

/** A bundle whose files are the objects of a bucket that begin with a prefix. */
final class S3Folder implements BundleSource {

  private final S3Bucket bucket;
  private final String prefix;
  private final int mostFiles;

  /**
   * A folder.
   *
   * @param key the folder, without a slash at its end
   * @param mostFiles how many files a bundle may have
   */
  S3Folder(S3Bucket bucket, String key, int mostFiles) {
    this.bucket = bucket;
    this.prefix = key.isEmpty() ? "" : key + "/";
    this.mostFiles = mostFiles;
  }

  @Override
  public SortedSet<String> names() throws BundleRefusedException, IOException {
    try {
      SortedSet<String> names = new TreeSet<>();
      for (String key : bucket.list(prefix, mostFiles).keySet()) {
        names.add(key.substring(prefix.length()));
      }
      if (names.isEmpty()) {
        throw Refused.place("There is nothing below " + prefix + " in the bucket.");
      }
      return names;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public byte[] read(String name, int limit) throws BundleRefusedException, IOException {
    try {
      return bucket.bytes(prefix + name, limit);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Leaves the bucket open: whoever opened it closes it. */
  @Override
  public void close() {}

  // The flag is what tells whoever asked for the bundle.
  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("while reading from S3");
  }
}
