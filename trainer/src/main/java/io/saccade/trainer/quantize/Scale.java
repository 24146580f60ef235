package io.saccade.trainer.quantize;

/**
 * How floats stand for integers from 0 to 255: {@code float = (integer - zero) * step}.
 *
 * @param step above 0
 * @param zero the integer of 0.0, from 0 to 255
 */
record Scale(float step, int zero) {

  private static final int MOST = 255;

  /** The finest scale that reaches from the least value to the most, and has a zero. */
  static Scale of(float least, float most) {
    float low = Math.min(0, least);
    float high = Math.max(0, most);
    float step = (float) (((double) high - low) / MOST);
    if (!(step > 0)) {
      return new Scale(1, 0);
    }
    return new Scale(step, (int) Math.max(0, Math.min(MOST, Math.rint(-low / (double) step))));
  }
}
