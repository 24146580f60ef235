package io.saccade.processor.source;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An encoded image that has come.
 *
 * @param bytes of which the image is the beginning: nothing is copied to fit
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Body(byte[] bytes, int length) {

  static final long UNKNOWN = -1;

  /**
   * Reads to the end, into a buffer that is made once where the length is known. Memory is reserved
   * before it is used: for the old buffer and the new one, while there are two.
   *
   * @param length what was announced, or {@link #UNKNOWN}
   * @throws IOException if the image did not come as announced, or not in time
   */
  static Body read(InputStream in, long length, Target target, Attempt attempt)
      throws IOException, EventRefusedException, FetchFailedException {
    if (length > attempt.most()) {
      throw Answers.tooLarge(target, attempt.most());
    }
    byte[] bytes = buffer(length < 0 ? attempt.firstSize() : (int) length, attempt);
    int read = 0;
    while (true) {
      attempt.requireTime();
      if (read == bytes.length) {
        int one = in.read();
        if (one < 0) {
          break;
        }
        bytes = larger(bytes, length, target, attempt);
        bytes[read++] = (byte) one;
      }
      int count = in.read(bytes, read, bytes.length - read);
      if (count < 0) {
        break;
      }
      read += count;
    }
    if (read < length) {
      throw new IOException("the image ended before its length");
    }
    return new Body(bytes, read);
  }

  String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] buffer(int size, Attempt attempt) throws FetchFailedException {
    attempt.reserve(size);
    return new byte[size];
  }

  private static byte[] larger(byte[] old, long length, Target target, Attempt attempt)
      throws IOException, EventRefusedException, FetchFailedException {
    if (length >= 0) {
      throw new IOException("the image has more bytes than its length");
    }
    if (old.length >= attempt.most()) {
      throw Answers.tooLarge(target, attempt.most());
    }
    int size = attempt.nextSize(old.length);
    attempt.reserve((long) old.length + size);
    byte[] larger = Arrays.copyOf(old, size);
    attempt.shrink(size);
    return larger;
  }
}
