package io.saccade.model.shapes;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The classes of the drawn images: the colour of the shape. */
public enum ShapeColor {
  RED(1, 0, 0),
  GREEN(0, 1, 0),
  BLUE(0, 0, 1),
  YELLOW(1, 1, 0),
  MAGENTA(1, 0, 1),
  CYAN(0, 1, 1);

  private final int red;
  private final int green;
  private final int blue;

  ShapeColor(int red, int green, int blue) {
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  /** The name of the class. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of all classes, in the order of the model's outputs. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ShapeColor::label).toList();
  }

  /** The colour with its lit parts at {@code bright} and the others at {@code dark}, 0 to 255. */
  Color mixed(int bright, int dark) {
    return new Color(
        red == 1 ? bright : dark, green == 1 ? bright : dark, blue == 1 ? bright : dark);
  }
}
