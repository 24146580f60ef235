package io.saccade.model.image;

/**
 * What the gate learned of an image that it let pass.
 *
 * @param format what the image is
 * @param width pixels as stored, before the orientation is applied
 * @param height pixels as stored, before the orientation is applied
 * @param orientation how to turn the stored image upright
 */
public record ImageHeader(ImageFormat format, int width, int height, Orientation orientation) {

  /** Pixels of the width after turning upright. */
  public int uprightWidth() {
    return orientation.transposes() ? height : width;
  }

  /** Pixels of the height after turning upright. */
  public int uprightHeight() {
    return orientation.transposes() ? width : height;
  }
}
