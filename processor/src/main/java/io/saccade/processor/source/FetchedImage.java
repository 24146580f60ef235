package io.saccade.processor.source;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** An encoded image that takes its share of the memory until it is released. */
public final class FetchedImage {

  private final ByteBuffer bytes;
  private final Runnable release;
  private final AtomicBoolean released = new AtomicBoolean();

  /**
   * An image.
   *
   * @param release gives its memory back
   */
  public FetchedImage(byte[] bytes, Runnable release) {
    this(ByteBuffer.wrap(bytes), release);
  }

  /** An image that is what a buffer holds. */
  FetchedImage(ByteBuffer bytes, Runnable release) {
    this.bytes = bytes.slice().asReadOnlyBuffer();
    this.release = release;
  }

  /** The encoded image. */
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }

  /** Says that the bytes are needed no more. Once is enough, more do no harm. */
  public void release() {
    if (released.compareAndSet(false, true)) {
      release.run();
    }
  }
}
