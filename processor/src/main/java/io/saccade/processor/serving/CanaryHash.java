package io.saccade.processor.serving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Where a record stands among all records, from 0 to below 100 in steps of 0.01. Records below a
 * canary's percentage go to the canary, so the cohort of a key is the same on every instance and in
 * every replay, and whoever was in a canary stays in it as it grows.
 *
 * <p>It is the SHA-256 (FIPS 180-4) of the model's name in UTF-8, a byte 0 and the key; of a record
 * without a key, of the name, a byte 1, the partition in four bytes and the offset in eight, big
 * end first. The first eight bytes of the hash are taken as a number without sign, big end first;
 * its remainder by 10,000 counts the steps. This never changes: {@code printf 'model\0key' |
 * sha256sum} tells the same.
 */
public final class CanaryHash {

  /** Steps of a percent. */
  private static final int STEPS = 100;

  private CanaryHash() {}

  /**
   * The place of a record.
   *
   * @param model the model's name
   * @param key the record's key, or null where it has none: then its coordinates decide
   * @return 0 to 99.99
   */
  public static double percentile(String model, byte @Nullable [] key, int partition, long offset) {
    MessageDigest digest = sha256();
    digest.update(model.getBytes(StandardCharsets.UTF_8));
    if (key != null) {
      digest.update((byte) 0);
      digest.update(key);
    } else {
      digest.update((byte) 1);
      digest.update(
          ByteBuffer.allocate(Integer.BYTES + Long.BYTES).putInt(partition).putLong(offset).flip());
    }
    long hash = ByteBuffer.wrap(digest.digest()).getLong();
    // The division gives the very double that "12.34" is read as.
    return Long.remainderUnsigned(hash, 100 * STEPS) / (double) STEPS;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
