package io.saccade.trainer.data;

/**
 * A map of the plane, from places in the result to places in the source, both in pixels from the
 * centre: {@code x' = xx x + xy y + x0}, {@code y' = yx x + yy y + y0}.
 */
record Affine(double xx, double xy, double x0, double yx, double yy, double y0) {

  static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  static Affine mirrored() {
    return new Affine(-1, 0, 0, 0, 1, 0);
  }

  static Affine turned(double degrees) {
    double sine = Math.sin(Math.toRadians(degrees));
    double cosine = Math.cos(Math.toRadians(degrees));
    return new Affine(cosine, -sine, 0, sine, cosine, 0);
  }

  static Affine moved(double x, double y) {
    return new Affine(1, 0, x, 0, 1, y);
  }

  static Affine scaled(double x, double y) {
    return new Affine(x, 0, 0, 0, y, 0);
  }

  /** Rows slide along the width by so much a row, columns along the height by so much a column. */
  static Affine slanted(double alongWidth, double alongHeight) {
    return new Affine(1, alongWidth, 0, alongHeight, 1, 0);
  }

  /** First this, then the other. */
  Affine then(Affine other) {
    return new Affine(
        other.xx * xx + other.xy * yx,
        other.xx * xy + other.xy * yy,
        other.xx * x0 + other.xy * y0 + other.x0,
        other.yx * xx + other.yy * yx,
        other.yx * xy + other.yy * yy,
        other.yx * x0 + other.yy * y0 + other.y0);
  }
}
