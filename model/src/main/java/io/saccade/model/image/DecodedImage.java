package io.saccade.model.image;

/** A decoded image in native memory, which {@link #close} frees. Not thread-safe. */
public final class DecodedImage implements AutoCloseable {

  private final ImageHeader header;

  DecodedImage(ImageHeader header) {
    this.header = header;
  }

  /** Pixels of the upright image's width. */
  public int width() {
    return header.uprightWidth();
  }

  /** Pixels of the upright image's height. */
  public int height() {
    return header.uprightHeight();
  }

  @Override
  public void close() {}
}
