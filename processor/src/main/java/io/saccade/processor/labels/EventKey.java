package io.saccade.processor.labels;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What long names are told apart by. */
final class EventKey {

  private static final int LONGEST = 256;

  private EventKey() {}

  /** The id of an event, or its hash where it is long: it is kept, and partitioned by. */
  static String of(String id) {
    return id.length() <= LONGEST ? id : "sha256:" + HexFormat.of().formatHex(sha256(id));
  }

  /** A number that tells texts apart. */
  static long number(String text) {
    return ByteBuffer.wrap(sha256(text)).getLong();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
