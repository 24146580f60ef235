package io.saccade.processor.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The direct buffers of batches. Those of a version that was closed are kept for the next one,
 * which mostly wants the same sizes: Java gives such memory back only when its collector comes upon
 * the buffer, and a process whose versions are swapped would grow until then. Thread-safe.
 */
final class RowMemory {

  /** Bytes that are kept, at most; beyond that the oldest are left to the collector. */
  static final long MOST_BYTES = 64L << 20;

  private static final byte[] ZEROS = new byte[8192];

  private final Deque<ByteBuffer> spare = new ArrayDeque<>();
  private long spareBytes;

  /** A buffer of zeros, in native order, exactly so long. */
  ByteBuffer take(int bytes) {
    ByteBuffer kept = takeKept(bytes);
    if (kept == null) {
      return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    // What stood there could be anything but a number to another version.
    kept.clear();
    while (kept.hasRemaining()) {
      kept.put(ZEROS, 0, Math.min(ZEROS.length, kept.remaining()));
    }
    return kept.clear();
  }

  /** Takes back a buffer that nobody reads or writes any more. */
  synchronized void giveBack(ByteBuffer buffer) {
    spare.addLast(buffer);
    spareBytes += buffer.capacity();
    while (spareBytes > MOST_BYTES) {
      spareBytes -= spare.removeFirst().capacity();
    }
  }

  private synchronized @Nullable ByteBuffer takeKept(int bytes) {
    for (Iterator<ByteBuffer> newest = spare.descendingIterator(); newest.hasNext(); ) {
      ByteBuffer buffer = newest.next();
      if (buffer.capacity() == bytes) {
        newest.remove();
        spareBytes -= bytes;
        return buffer;
      }
    }
    return null;
  }
}
