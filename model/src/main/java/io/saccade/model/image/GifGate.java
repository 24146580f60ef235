package io.saccade.model.image;

/**
 * Follows a GIF's blocks to its trailer (GIF89a specification) and hands on the first frame alone.
 */
final class GifGate {

  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2C;
  private static final int TRAILER = 0x3B;
  private static final int GRAPHIC_CONTROL = 0xF9;

  private final Bytes bytes;
  private final ImageLimits limits;
  private final Excerpt excerpt = new Excerpt();
  private int frames;

  GifGate(Bytes bytes, ImageLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  ImageHeader check() throws ImageRefusedException {
    bytes.require(0, 13, "GIF header");
    int width = bytes.u16Little(6);
    int height = bytes.u16Little(8);
    limits.requireSize(width, height);
    int at = 13 + tableBytes(bytes.u8(10));
    bytes.require(0, at, "GIF colour table");
    excerpt.add(0, at);
    while (true) {
      bytes.require(at, 1, "GIF blocks");
      int block = bytes.u8(at);
      if (block == TRAILER) {
        break;
      }
      at = block(block, at, width, height);
    }
    if (frames == 0) {
      throw ImageRefusedException.corrupt("The GIF has no frame.");
    }
    return new ImageHeader(
        ImageFormat.GIF,
        width,
        height,
        Orientation.UPRIGHT,
        ImageHeader.Encoding.of(Samples.ALPHA, excerpt.after((byte) TRAILER, (byte) 0)));
  }

  private int block(int block, int at, int width, int height) throws ImageRefusedException {
    if (block == EXTENSION) {
      bytes.require(at, 2, "GIF blocks");
      int end = subBlocks(at + 2);
      if (frames == 0 && bytes.u8(at + 1) == GRAPHIC_CONTROL) {
        excerpt.add(at, end);
      }
      return end;
    }
    if (block != IMAGE) {
      throw ImageRefusedException.corrupt("The GIF has a block of an unknown kind.");
    }
    bytes.require(at, 10, "GIF frame");
    int right = bytes.u16Little(at + 1) + bytes.u16Little(at + 5);
    int bottom = bytes.u16Little(at + 3) + bytes.u16Little(at + 7);
    if (frames == 0 && (right > width || bottom > height)) {
      throw ImageRefusedException.corrupt("The GIF's first frame exceeds its canvas.");
    }
    int end = subBlocks(at + 11 + tableBytes(bytes.u8(at + 9)));
    if (frames++ == 0) {
      excerpt.add(at, end);
    }
    return end;
  }

  private int subBlocks(int from) throws ImageRefusedException {
    int at = from;
    while (true) {
      bytes.require(at, 1, "GIF blocks");
      int length = bytes.u8(at);
      at += 1 + length;
      if (length == 0) {
        return at;
      }
    }
  }

  private static int tableBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }
}
