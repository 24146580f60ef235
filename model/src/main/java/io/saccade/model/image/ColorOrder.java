package io.saccade.model.image;

/** The channels of a tensor, in their order. */
public enum ColorOrder {
  RGB(3),
  BGR(3),
  /** One channel of luma, by ITU-R 601: 0.299 R + 0.587 G + 0.114 B. */
  GRAY(1);

  private final int channels;

  ColorOrder(int channels) {
    this.channels = channels;
  }

  /** How many channels a pixel has. */
  public int channels() {
    return channels;
  }
}
