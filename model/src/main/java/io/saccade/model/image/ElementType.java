package io.saccade.model.image;

/** What a tensor's elements are. */
public enum ElementType {
  FLOAT32(Float.BYTES),
  UINT8(Byte.BYTES);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }
}
