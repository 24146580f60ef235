package io.saccade.cli.replay;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first half of the SHA-256 of some bytes: enough to say of millions of predictions whether
 * they are the same, in 16 bytes each.
 */
record Fingerprint(long high, long low) {

  static Fingerprint of(byte[] bytes) {
    try {
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new Fingerprint(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
