package io.saccade.trainer.tensor;

/**
 * How a window slides over a picture: each array holds the height's value, then the width's.
 *
 * @param kernel taps of the window
 * @param strides steps between two windows
 * @param dilations steps between two taps
 * @param padding rows and columns that are added on either side
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Window(long[] kernel, long[] strides, long[] dilations, long[] padding) {

  /** Checks that each array has two entries. */
  public Window {
    requireTwo("kernel", kernel);
    requireTwo("strides", strides);
    requireTwo("dilations", dilations);
    requireTwo("padding", padding);
  }

  private static void requireTwo(String what, long[] values) {
    if (values.length != 2) {
      throw new IllegalArgumentException(
          what + " must have 2 entries, height and width, but had " + values.length);
    }
  }
}
