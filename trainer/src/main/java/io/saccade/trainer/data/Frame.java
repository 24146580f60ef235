package io.saccade.trainer.data;

/**
 * The image that a varied one is taken out of: a square canvas, as much as the processor resizes,
 * of which it would cut the centre out.
 *
 * @param side pixels of the canvas's sides
 * @param width pixels of the result's width, at most the side
 * @param height pixels of the result's height, at most the side
 */
record Frame(int side, int width, int height) {

  /** The middle of the processor's own cut, whose rounding of odd margins is kept. */
  double middleX() {
    return start(width) + (width - 1) / 2.0;
  }

  /** The middle of the processor's own cut, whose rounding of odd margins is kept. */
  double middleY() {
    return start(height) + (height - 1) / 2.0;
  }

  private double start(int wanted) {
    return Math.rint((side - wanted) / 2.0);
  }

  /**
   * The map as a matrix of two rows from the result's pixels to the canvas's.
   *
   * @param map relative to the two centres
   */
  double[] matrix(Affine map) {
    double x = (width - 1) / 2.0;
    double y = (height - 1) / 2.0;
    return new double[] {
      map.xx(),
      map.xy(),
      map.x0() + middleX() - map.xx() * x - map.xy() * y,
      map.yx(),
      map.yy(),
      map.y0() + middleY() - map.yx() * x - map.yy() * y
    };
  }
}
