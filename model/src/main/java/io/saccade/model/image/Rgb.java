package io.saccade.model.image;

/** An opaque colour, each part from 0 to 255. */
public record Rgb(int red, int green, int blue) {

  public static final Rgb BLACK = new Rgb(0, 0, 0);
  public static final Rgb WHITE = new Rgb(255, 255, 255);

  public Rgb {
    require("red", red);
    require("green", green);
    require("blue", blue);
  }

  private static void require(String part, int value) {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException(part + " must be from 0 to 255, but was " + value);
    }
  }
}
