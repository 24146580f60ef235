package io.saccade.trainer.data;

import java.io.IOException;

/** Where the encoded bytes of an image are read from, as often as they are needed. Thread-safe. */
@FunctionalInterface
public interface Content {

  /**
   * The encoded image, or its beginning where it is longer than {@code most} bytes: a stray film
   * must not fill the heap before it is refused.
   */
  byte[] read(int most) throws IOException;
}
