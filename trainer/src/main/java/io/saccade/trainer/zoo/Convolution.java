package io.saccade.trainer.zoo;

/**
 * A convolution with square kernels of odd side, padded so that stride 1 keeps the size of its
 * maps.
 *
 * @param channels how many maps it gives
 * @param side of the kernels, in pixels
 * @param stride in pixels
 * @param groups that the maps are split into; as many as there are maps for a depthwise one
 */
record Convolution(int channels, int side, int stride, int groups) {

  static Convolution of(int channels, int side, int stride) {
    return new Convolution(channels, side, stride, 1);
  }

  static Convolution pointwise(int channels) {
    return new Convolution(channels, 1, 1, 1);
  }

  static Convolution depthwise(int channels, int side, int stride) {
    return new Convolution(channels, side, stride, channels);
  }
}
