package io.saccade.trainer.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A way in which images are varied, with its one number: the default and the range of it. */
public enum Variation {
  /** Mirrored left to right, with this probability. */
  FLIP(0.5, 0, 1),
  /** A part of at least this share of the area, stretched by 3/4 to 4/3, fills the image. */
  CROP(0.5, 0.01, 1),
  /** Turned by up to so many degrees either way. */
  ROTATE(20, 0, 180),
  /** Moved by up to this share of the width and of the height. */
  SHIFT(0.2, 0, 1),
  /** Each side made larger or smaller by up to this share. */
  ZOOM(0.2, 0, 0.95),
  /** Slanted by up to so many degrees either way. */
  SHEAR(10, 0, 60),
  /** Brightness, contrast and saturation changed by up to this share. */
  COLOR(0.3, 0, 1),
  /** A box of 2 to 20 % of the area replaced by noise, with this probability. */
  ERASE(0.5, 0, 1),
  /** Two of RandAugment's operations, of this magnitude out of 30. */
  RANDAUGMENT(9, 0, 30);

  private final double usual;
  private final double least;
  private final double most;

  Variation(double usual, double least, double most) {
    this.usual = usual;
    this.least = least;
    this.most = most;
  }

  /** The number where none is given. */
  public double usual() {
    return usual;
  }

  /** The word for it in settings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean allows(double number) {
    return number >= least && number <= most;
  }

  String range() {
    return "from %s to %s".formatted(least, most);
  }

  static Optional<Variation> named(String word) {
    return Arrays.stream(values()).filter(variation -> variation.word().equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(Variation::word).collect(Collectors.joining(", "));
  }
}
