package io.saccade.model.image;

/** Checks a bitmap's headers and that its rows are there. Its alpha, rarely meant, is ignored. */
final class BmpGate {

  private static final int FILE_HEADER_BYTES = 14;
  private static final int OLD_HEADER_BYTES = 12;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;

  private final Bytes bytes;
  private final ImageLimits limits;

  BmpGate(Bytes bytes, ImageLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  ImageHeader check() throws ImageRefusedException {
    bytes.require(0, FILE_HEADER_BYTES + 4, "bitmap header");
    long headerBytes = bytes.u32Little(FILE_HEADER_BYTES);
    boolean old = headerBytes == OLD_HEADER_BYTES;
    if (!old && (headerBytes < 40 || headerBytes > 256)) {
      throw ImageRefusedException.unsupported("The bitmap has a header of an unknown length.");
    }
    bytes.require(FILE_HEADER_BYTES, headerBytes, "bitmap header");
    long width = old ? bytes.u16Little(18) : bytes.i32Little(18);
    long height = old ? bytes.u16Little(20) : Math.abs((long) bytes.i32Little(22));
    int bits = bytes.u16Little(old ? 24 : 28);
    int compression = old ? 0 : bytes.i32Little(30);
    limits.requireSize(width, height);
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
      throw ImageRefusedException.corrupt("The bitmap has %d bits a pixel.".formatted(bits));
    }
    if (compression != RLE8 && compression != RLE4) {
      long rowBytes = (width * bits + 31) / 32 * 4;
      bytes.require(bytes.u32Little(10), rowBytes * height, "bitmap rows");
    }
    return new ImageHeader(
        ImageFormat.BMP,
        (int) width,
        (int) height,
        Orientation.UPRIGHT,
        ImageHeader.Encoding.of(Samples.COLOR, new Excerpt().add(0, bytes.size())));
  }
}
