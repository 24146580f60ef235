package io.saccade.model.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What of an encoded image is handed to native code: a few bytes of our own, ranges of the image,
 * and a few bytes more. Metadata, animation and whatever follows the image stay outside, so that no
 * native parser ever sees them.
 */
final class Excerpt {

  /** Beyond as many, ranges are joined across what lies between: memory stays bounded. */
  private static final int MAX_RANGES = 64;

  private byte[] head = {};
  private byte[] tail = {};
  private int[] bounds = new int[8];
  private int used;

  /** Adds a range; ranges come in ascending order. */
  Excerpt add(int from, int to) {
    if (used > 0 && (bounds[used - 1] == from || used == 2 * MAX_RANGES)) {
      bounds[used - 1] = to;
      return this;
    }
    if (used == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * used);
    }
    bounds[used++] = from;
    bounds[used++] = to;
    return this;
  }

  Excerpt before(byte... bytes) {
    head = bytes;
    return this;
  }

  Excerpt after(byte... bytes) {
    tail = bytes;
    return this;
  }

  int size() {
    int size = head.length + tail.length;
    for (int i = 0; i < used; i += 2) {
      size += bounds[i + 1] - bounds[i];
    }
    return size;
  }

  /** Copies the excerpt of the image between the buffer's position and limit. */
  void copy(ByteBuffer encoded, ByteBuffer target) {
    target.put(head);
    int base = encoded.position();
    for (int i = 0; i < used; i += 2) {
      int length = bounds[i + 1] - bounds[i];
      target.put(target.position(), encoded, base + bounds[i], length);
      target.position(target.position() + length);
    }
    target.put(tail);
  }
}
