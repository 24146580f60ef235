package io.saccade.trainer.zoo;

/**
 * The images that a network takes, channels first.
 *
 * @param channels 1 for grey, 3 for colour
 * @param height in pixels
 * @param width in pixels
 */
public record InputShape(int channels, int height, int width) {

  /** Checks that there is something in every direction. */
  public InputShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "channels, height and width must be at least 1, but were %d, %d, %d"
              .formatted(channels, height, width));
    }
  }
}
