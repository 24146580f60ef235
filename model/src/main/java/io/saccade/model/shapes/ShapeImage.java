package io.saccade.model.shapes;

/** A drawn image and what it shows. Immutable: the bytes are copied out. */
public final class ShapeImage {

  private final ShapeColor color;
  private final String shape;
  private final byte[] encoded;

  ShapeImage(ShapeColor color, String shape, byte[] encoded) {
    this.color = color;
    this.shape = shape;
    this.encoded = encoded;
  }

  /** The class of the image. */
  public ShapeColor color() {
    return color;
  }

  /** The outline: {@code circle}, {@code square}, {@code triangle} or {@code star}. */
  public String shape() {
    return shape;
  }

  /** The image as a producer would send it. */
  public byte[] encoded() {
    return encoded.clone();
  }
}
