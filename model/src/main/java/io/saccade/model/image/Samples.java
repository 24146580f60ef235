package io.saccade.model.image;

/** What the samples of an encoded image are. */
enum Samples {
  GRAY,
  COLOR,
  /** Four inks, as some JPEGs have them. */
  CMYK,
  /** Colour or grey with transparency. */
  ALPHA
}
