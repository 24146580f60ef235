package io.saccade.model.image;

/**
 * How a stored image is turned upright, by the eight values of EXIF's tag 0x0112. A value is three
 * independent acts: swap rows with columns, then mirror the columns, then mirror the rows.
 */
public enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  ROTATED_180(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  ROTATED_90(true, true, false),
  TRANSVERSED(true, true, true),
  ROTATED_270(true, false, true);

  private static final Orientation[] BY_EXIF = values();

  private final boolean transposes;
  private final boolean mirrorsX;
  private final boolean mirrorsY;

  Orientation(boolean transposes, boolean mirrorsX, boolean mirrorsY) {
    this.transposes = transposes;
    this.mirrorsX = mirrorsX;
    this.mirrorsY = mirrorsY;
  }

  /** The orientation of this EXIF value, and upright for a value that EXIF does not define. */
  static Orientation ofExif(int value) {
    return value >= 1 && value <= BY_EXIF.length ? BY_EXIF[value - 1] : UPRIGHT;
  }

  /** Whether the stored rows are the columns of the upright image. */
  public boolean transposes() {
    return transposes;
  }

  /** Whether the upright image's columns run against the stored order. */
  boolean mirrorsX() {
    return mirrorsX;
  }

  /** Whether the upright image's rows run against the stored order. */
  boolean mirrorsY() {
    return mirrorsY;
  }
}
