package io.saccade.processor.topology;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose images are compared with a reference together.
 *
 * @param sha256 the identity of the version that classified them, 64 hexadecimal digits
 * @param key the stream key; empty where all of a model's images are together
 */
public record StreamId(String sha256, String key) {

  private static final int HASH = 64;
  private static final int LONGEST = 256;

  /** The id of an event with this key. */
  public static StreamId of(String sha256, byte @Nullable [] eventKey) {
    return new StreamId(sha256, eventKey == null ? "" : text(eventKey));
  }

  /** The key of its records; the same bytes for the same stream, so one partition has them all. */
  public byte[] toBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return sha256 + "/" + key;
  }

  static Optional<StreamId> parse(String text) {
    return text.length() > HASH && text.charAt(HASH) == '/'
        ? Optional.of(new StreamId(text.substring(0, HASH), text.substring(HASH + 1)))
        : Optional.empty();
  }

  /** The key as a text: what is none is written in hexadecimal, and what is long is hashed. */
  private static String text(byte[] key) {
    try {
      if (key.length > LONGEST) {
        return "sha256:"
            + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      return "hex:" + HexFormat.of().formatHex(key);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
