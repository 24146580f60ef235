package io.saccade.model.image;

/** The header chunk of a PNG (PNG specification, third edition, 11.2.1). */
record PngHeader(int width, int height, int bitDepth, int colorType, boolean interlaced) {

  static final int GRAY = 0;
  static final int COLOR = 2;
  static final int PALETTE = 3;
  static final int GRAY_ALPHA = 4;
  static final int COLOR_ALPHA = 6;

  /** Deflate makes at most as many bytes of one. */
  private static final long MAX_INFLATION = 1032;

  static PngHeader read(Bytes bytes, int at, ImageLimits limits) throws ImageRefusedException {
    limits.requireSize(bytes.u32(at), bytes.u32(at + 4));
    int bitDepth = bytes.u8(at + 8);
    int colorType = bytes.u8(at + 9);
    if (!isAllowed(colorType, bitDepth)) {
      throw ImageRefusedException.corrupt(
          "The PNG has colour type %d with a bit depth of %d.".formatted(colorType, bitDepth));
    }
    if (bytes.u8(at + 10) != 0 || bytes.u8(at + 11) != 0 || bytes.u8(at + 12) > 1) {
      throw ImageRefusedException.corrupt(
          "The PNG has an unknown compression, filter or interlace method.");
    }
    return new PngHeader(
        bytes.i32(at), bytes.i32(at + 4), bitDepth, colorType, bytes.u8(at + 12) == 1);
  }

  private static boolean isAllowed(int colorType, int bitDepth) {
    return switch (colorType) {
      case GRAY -> bitDepth == 1 || bitDepth == 2 || bitDepth == 4 || isWhole(bitDepth);
      case PALETTE -> bitDepth == 1 || bitDepth == 2 || bitDepth == 4 || bitDepth == 8;
      case COLOR, GRAY_ALPHA, COLOR_ALPHA -> isWhole(bitDepth);
      default -> false;
    };
  }

  private static boolean isWhole(int bitDepth) {
    return bitDepth == 8 || bitDepth == 16;
  }

  /** Whether so many compressed bytes can possibly hold the image's rows. */
  boolean fits(long compressedBytes) {
    long rowBytes = ((long) width * bitDepth * samples() + 7) / 8;
    return rowBytes * height <= compressedBytes * MAX_INFLATION;
  }

  private int samples() {
    return switch (colorType) {
      case COLOR -> 3;
      case GRAY_ALPHA -> 2;
      case COLOR_ALPHA -> 4;
      default -> 1;
    };
  }
}
