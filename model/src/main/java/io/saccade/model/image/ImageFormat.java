package io.saccade.model.image;

/** What the first bytes of an image say that it is; names and content types are never asked. */
public enum ImageFormat {
  JPEG,
  PNG,
  WEBP,
  BMP,
  GIF,
  TIFF
}
