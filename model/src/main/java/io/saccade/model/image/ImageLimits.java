package io.saccade.model.image;

import io.saccade.model.ErrorCode;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an image may be. Whatever is not within every limit is refused before native code sees it.
 *
 * @param encodedBytes the most bytes of an encoded image, whatever way it came
 * @param side the most pixels of either side
 * @param pixels the most pixels, width times height
 * @param jpegScans the most scans of a progressive JPEG; each one costs a pass over the image, so
 *     that scans times pixels are bounded as well, by twenty passes over the largest image
 * @param ancillaryBytes the most bytes of a PNG chunk, or JPEG or WebP metadata, that is not needed
 *     for decoding
 * @param formats the formats that are accepted
 */
public record ImageLimits(
    long encodedBytes,
    int side,
    long pixels,
    int jpegScans,
    int ancillaryBytes,
    Set<ImageFormat> formats) {

  /** Checks that every limit is positive and that some format is accepted. */
  public ImageLimits {
    requirePositive("encodedBytes", encodedBytes);
    requirePositive("side", side);
    requirePositive("pixels", pixels);
    requirePositive("jpegScans", jpegScans);
    requirePositive("ancillaryBytes", ancillaryBytes);
    formats = Set.copyOf(formats);
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("formats must name at least one format, but was empty");
    }
  }

  /**
   * 20 MiB encoded, sides of 16,384 and 50 megapixels at most, 100 scans, 1 MiB of a PNG's
   * ancillary chunk; JPEG, PNG and WebP.
   */
  public static ImageLimits defaults() {
    return new ImageLimits(
        20L << 20,
        16_384,
        50_000_000,
        100,
        1 << 20,
        EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP));
  }

  /** The same limits with another limit of the encoded bytes. */
  public ImageLimits withEncodedBytes(long bytes) {
    return new ImageLimits(bytes, side, pixels, jpegScans, ancillaryBytes, formats);
  }

  /** The same limits with other formats accepted. */
  public ImageLimits withFormats(Set<ImageFormat> accepted) {
    return new ImageLimits(encodedBytes, side, pixels, jpegScans, ancillaryBytes, accepted);
  }

  /** Refuses an image of no pixels, or of more than these limits allow. */
  void requireSize(long width, long height) throws ImageRefusedException {
    if (width < 1 || height < 1) {
      throw ImageRefusedException.corrupt(
          "The image is said to have %d x %d pixels.".formatted(width, height));
    }
    if (width > side || height > side || width * height > pixels) {
      throw new ImageRefusedException(
          ErrorCode.IMAGE_PIXELS,
          "The image has %d x %d pixels; the limits are %d a side and %d in all."
              .formatted(width, height, side, pixels));
    }
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
    }
  }
}
