package io.saccade.model.image;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Follows a PNG's chunks from IHDR to IEND, checks the CRC of each, their order, and that what the
 * decoder needs is there (PNG specification, third edition, 5). Ancillary chunks beside tRNS are
 * not handed on, animation among them: of an animated PNG the still image is used.
 */
final class PngGate {

  private static final int SIGNATURE_BYTES = 8;

  /** Length, type and CRC of a chunk. */
  private static final int FRAME_BYTES = 12;

  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504C5445;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int TRNS = 0x74524E53;
  private static final int EXIF = 0x65584966;
  private static final int CGBI = 0x43674249;
  private static final int ANCILLARY = 0x20000000;

  private final Bytes bytes;
  private final ImageLimits limits;
  private final Excerpt excerpt = new Excerpt();
  private final CRC32 crc = new CRC32();
  private @Nullable PngHeader header;
  private Orientation orientation = Orientation.UPRIGHT;
  private int paletteEntries;
  private boolean transparent;
  private int transparentGray = -1;
  private long compressedBytes;
  private boolean dataEnded;

  PngGate(Bytes bytes, ImageLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  ImageHeader check() throws ImageRefusedException {
    int at = SIGNATURE_BYTES;
    while (true) {
      bytes.require(at, FRAME_BYTES, "PNG chunks");
      int type = bytes.i32(at + 4);
      long length = bytes.u32(at);
      requireType(type);
      boolean ancillary = (type & ANCILLARY) != 0;
      if (ancillary && length > limits.ancillaryBytes()) {
        throw ImageRefusedException.unsupported(
            "The PNG has an ancillary chunk of %d bytes; the limit is %d."
                .formatted(length, limits.ancillaryBytes()));
      }
      bytes.require(at, length + FRAME_BYTES, "PNG chunks");
      if (type == IHDR) {
        startHeader(at, (int) length);
      }
      PngHeader of = header;
      if (of == null) {
        throw type == CGBI
            ? ImageRefusedException.unsupported("The PNG is of Apple's private kind.")
            : ImageRefusedException.corrupt("The PNG does not begin with its header chunk.");
      }
      requireCrc(at, (int) length);
      chunk(of, type, at + 8, (int) length);
      at += (int) length + FRAME_BYTES;
      if (type == IEND) {
        return whole(of);
      }
    }
  }

  /** The size is looked at before the CRC, so that a bomb is called a bomb. */
  private void startHeader(int at, int length) throws ImageRefusedException {
    if (at != SIGNATURE_BYTES || length != 13) {
      throw ImageRefusedException.corrupt(
          "The PNG's header chunk is not where and what it must be.");
    }
    header = PngHeader.read(bytes, at + 8, limits);
  }

  private static void requireType(int type) throws ImageRefusedException {
    for (int shift = 0; shift < 32; shift += 8) {
      int letter = type >> shift & 0xDF;
      if (letter < 'A' || letter > 'Z') {
        throw ImageRefusedException.corrupt("The PNG has a chunk whose type is not of letters.");
      }
    }
  }

  private void requireCrc(int at, int length) throws ImageRefusedException {
    crc.reset();
    crc.update(bytes.view(at + 4, length + 4));
    if (crc.getValue() != bytes.u32(at + 8 + length)) {
      throw ImageRefusedException.corrupt("The PNG has a chunk with a wrong CRC.");
    }
  }

  private void chunk(PngHeader of, int type, int data, int length) throws ImageRefusedException {
    boolean isData = type == IDAT;
    dataEnded |= !isData && compressedBytes > 0;
    switch (type) {
      case IHDR, IEND -> keep(data, length);
      case PLTE -> palette(of, data, length);
      case TRNS -> transparency(of, data, length);
      case IDAT -> data(of, data, length);
      case EXIF -> orientation = ExifOrientation.read(bytes, data, data + length);
      default -> {
        if ((type & ANCILLARY) == 0) {
          throw ImageRefusedException.unsupported("The PNG has an unknown critical chunk.");
        }
      }
    }
  }

  private void keep(int data, int length) {
    int from = data == SIGNATURE_BYTES + 8 ? 0 : data - 8;
    excerpt.add(from, data + length + 4);
  }

  private void palette(PngHeader of, int data, int length) throws ImageRefusedException {
    if (length == 0 || length > 768 || length % 3 != 0 || paletteEntries > 0 || dataEnded) {
      throw ImageRefusedException.corrupt("The PNG's palette is misplaced or of a wrong length.");
    }
    paletteEntries = length / 3;
    if (of.colorType() == PngHeader.PALETTE) {
      keep(data, length);
    }
  }

  private void transparency(PngHeader of, int data, int length) throws ImageRefusedException {
    if (of.colorType() == PngHeader.GRAY_ALPHA || of.colorType() == PngHeader.COLOR_ALPHA) {
      return; // It has an alpha channel, which is what counts.
    }
    boolean sound =
        switch (of.colorType()) {
          case PngHeader.GRAY -> length == 2;
          case PngHeader.COLOR -> length == 6;
          case PngHeader.PALETTE -> length >= 1 && length <= paletteEntries;
          default -> false;
        };
    if (!sound || transparent || dataEnded) {
      throw ImageRefusedException.corrupt(
          "The PNG's transparency is misplaced or of a wrong length.");
    }
    transparent = true;
    if (of.colorType() == PngHeader.GRAY) {
      transparentGray = bytes.u16(data) & ((1 << of.bitDepth()) - 1);
    } else {
      keep(data, length);
    }
  }

  private void data(PngHeader of, int data, int length) throws ImageRefusedException {
    if (dataEnded) {
      throw ImageRefusedException.corrupt("The PNG's image data is interrupted.");
    }
    if (of.colorType() == PngHeader.PALETTE && paletteEntries == 0) {
      throw ImageRefusedException.corrupt("The PNG has no palette before its image data.");
    }
    compressedBytes += length;
    keep(data, length);
  }

  private ImageHeader whole(PngHeader of) throws ImageRefusedException {
    if (compressedBytes == 0) {
      throw ImageRefusedException.corrupt("The PNG has no image data.");
    }
    if (!of.fits(compressedBytes)) {
      throw ImageRefusedException.corrupt("The PNG's image data is too short for its size.");
    }
    return new ImageHeader(
        ImageFormat.PNG,
        of.width(),
        of.height(),
        orientation,
        new ImageHeader.Encoding(
            samples(of), of.bitDepth(), of.interlaced(), transparentGray, excerpt));
  }

  private Samples samples(PngHeader of) {
    return switch (of.colorType()) {
      case PngHeader.GRAY -> Samples.GRAY;
      case PngHeader.COLOR, PngHeader.PALETTE -> transparent ? Samples.ALPHA : Samples.COLOR;
      default -> Samples.ALPHA;
    };
  }
}
