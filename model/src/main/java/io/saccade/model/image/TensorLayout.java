package io.saccade.model.image;

/** The order of a tensor's dimensions: batch, channels, height, width. */
public enum TensorLayout {
  NCHW,
  NHWC
}
