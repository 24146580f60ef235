package io.saccade.model.image;

/** What the gate learned of an image that it let pass. */
public final class ImageHeader {

  private final ImageFormat format;
  private final int width;
  private final int height;
  private final Orientation orientation;
  private final Encoding encoding;

  /**
   * How the pixels are encoded, for the decoder.
   *
   * @param samples what the samples are
   * @param bitDepth bits of a sample
   * @param passes whether the decoder holds the whole image while it goes over it several times
   * @param transparentGray the sample that means transparent in a grey image, or -1
   * @param excerpt what the decoder is given
   */
  record Encoding(
      Samples samples, int bitDepth, boolean passes, int transparentGray, Excerpt excerpt) {

    static Encoding of(Samples samples, Excerpt excerpt) {
      return new Encoding(samples, 8, false, -1, excerpt);
    }
  }

  ImageHeader(
      ImageFormat format, int width, int height, Orientation orientation, Encoding encoding) {
    this.format = format;
    this.width = width;
    this.height = height;
    this.orientation = orientation;
    this.encoding = encoding;
  }

  public ImageFormat format() {
    return format;
  }

  /** Pixels of the width as stored, before the orientation is applied. */
  public int width() {
    return width;
  }

  /** Pixels of the height as stored, before the orientation is applied. */
  public int height() {
    return height;
  }

  /** How the stored image is turned upright. */
  public Orientation orientation() {
    return orientation;
  }

  /** Pixels of the width after turning upright. */
  public int uprightWidth() {
    return orientation.transposes() ? height : width;
  }

  /** Pixels of the height after turning upright. */
  public int uprightHeight() {
    return orientation.transposes() ? width : height;
  }

  Encoding encoding() {
    return encoding;
  }
}
