package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.io.IOException;
import java.io.InputStream;

/** Reads a stream to its end, or refuses it at the limit, whatever size it claims to have. */
final class BoundedRead {

  private BoundedRead() {}

  /** All bytes of a stream that may be of any length. */
  static byte[] all(InputStream in, String name, int limit)
      throws BundleRefusedException, IOException {
    byte[] bytes = in.readNBytes(limit);
    if (bytes.length == limit && in.read() >= 0) {
      throw tooLarge(name, limit);
    }
    return bytes;
  }

  /**
   * All bytes of a stream of known length, without the copy that finding out takes. Only for
   * lengths that as many bytes on disk stand behind: a claimed one could demand any amount of
   * memory.
   */
  static byte[] all(InputStream in, long length, String name, int limit)
      throws BundleRefusedException, IOException {
    if (length > limit) {
      throw tooLarge(name, limit);
    }
    byte[] bytes = new byte[(int) length];
    if (in.readNBytes(bytes, 0, bytes.length) != bytes.length || in.read() >= 0) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT, name + " is not of the length that it is said to have.");
    }
    return bytes;
  }

  private static BundleRefusedException tooLarge(String name, int limit) {
    return new BundleRefusedException(
        RefusalCode.MODEL_FORMAT, name + " is larger than the limit of " + limit + " bytes.");
  }
}
