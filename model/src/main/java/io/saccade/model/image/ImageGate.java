package io.saccade.model.image;

import io.saccade.model.ErrorCode;
import java.nio.ByteBuffer;

/**
 * Looks at an encoded image in pure Java before native code sees a byte of it: that it is of an
 * accepted format, whole, and within the limits. It reads headers and checksums and follows markers
 * and chunks; it never decodes, and allocates next to nothing. Thread-safe: it keeps nothing from
 * one image to the next.
 */
public final class ImageGate {

  private final ImageLimits limits;

  public ImageGate(ImageLimits limits) {
    this.limits = limits;
  }

  public ImageLimits limits() {
    return limits;
  }

  /**
   * What the image between the buffer's position and limit is. The buffer is not changed.
   *
   * <p>An image that ends before its format says is {@code IMAGE_TRUNCATED}; one that contradicts
   * its format is {@code IMAGE_CORRUPT}; one that is sound, but of a kind that is not accepted, is
   * {@code IMAGE_UNSUPPORTED}; one with too many encoded bytes is {@code EVENT_TOO_LARGE}.
   *
   * @throws ImageRefusedException if it is not whole, or not within the limits
   */
  public ImageHeader check(ByteBuffer encoded) throws ImageRefusedException {
    if (!encoded.hasRemaining()) {
      throw new ImageRefusedException(ErrorCode.IMAGE_EMPTY, "The image has no bytes.");
    }
    if (encoded.remaining() > limits.encodedBytes()) {
      throw new ImageRefusedException(
          ErrorCode.EVENT_TOO_LARGE,
          "The image has %d bytes, and the limit is %d."
              .formatted(encoded.remaining(), limits.encodedBytes()));
    }
    Bytes bytes = new Bytes(encoded);
    ImageFormat format = format(bytes);
    if (!limits.formats().contains(format)) {
      throw ImageRefusedException.unsupported(
          "The image is a " + format + ", which is not listed.");
    }
    return switch (format) {
      case JPEG -> new JpegGate(bytes, limits).check();
      case PNG -> new PngGate(bytes, limits).check();
      case WEBP -> new WebpGate(bytes, limits).check();
      case BMP -> new BmpGate(bytes, limits).check();
      case GIF -> new GifGate(bytes, limits).check();
      case TIFF -> new TiffGate(bytes, limits).check();
    };
  }

  private static ImageFormat format(Bytes bytes) throws ImageRefusedException {
    if (bytes.startsWith(0, "\u00FF\u00D8\u00FF")) {
      return ImageFormat.JPEG;
    }
    if (bytes.startsWith(0, "\u0089PNG\r\n\u001A\n")) {
      return ImageFormat.PNG;
    }
    if (bytes.startsWith(0, "RIFF") && (bytes.size() < 12 || bytes.startsWith(8, "WEBP"))) {
      return ImageFormat.WEBP;
    }
    if (bytes.startsWith(0, "GIF87a") || bytes.startsWith(0, "GIF89a")) {
      return ImageFormat.GIF;
    }
    if (bytes.startsWith(0, "II*\0") || bytes.startsWith(0, "MM\0*")) {
      return ImageFormat.TIFF;
    }
    if (bytes.startsWith(0, "BM")) {
      return ImageFormat.BMP;
    }
    throw shortOrUnknown(bytes);
  }

  /** A file cut within its first bytes is a truncated image rather than an unknown one. */
  private static ImageRefusedException shortOrUnknown(Bytes bytes) {
    for (String magic : new String[] {"\u00FF\u00D8\u00FF", "\u0089PNG\r\n\u001A\n", "RIFF"}) {
      int size = bytes.size();
      if (size < magic.length() && bytes.startsWith(0, magic.substring(0, size))) {
        return ImageRefusedException.truncated("The image ends within its first bytes.");
      }
    }
    return ImageRefusedException.unsupported(
        "The first bytes are not those of any format that is known.");
  }
}
