package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.io.IOException;
import java.io.InputStream;

/** Reads a stream to its end, or refuses it at the limit, whatever size it claims to have. */
final class BoundedRead {

  private BoundedRead() {}

  static byte[] all(InputStream in, String name, int limit)
      throws BundleRefusedException, IOException {
    byte[] bytes = in.readNBytes(limit);
    if (bytes.length == limit && in.read() >= 0) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT, name + " is larger than the limit of " + limit + " bytes.");
    }
    return bytes;
  }
}
