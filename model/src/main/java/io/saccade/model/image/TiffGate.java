package io.saccade.model.image;

import java.util.Arrays;

/**
 * Checks the first directory of a TIFF 6.0 file: its dimensions, and that its strips or tiles are
 * there. Grey and RGB of 8 or 16 bits only, in the compressions that have little to get wrong.
 */
final class TiffGate {

  private static final int ENTRY_BYTES = 12;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;

  /** None, LZW, deflate by either number, PackBits. */
  private static final int[] COMPRESSIONS = {1, 5, 8, 32773, 32946};

  private final Bytes bytes;
  private final ImageLimits limits;
  private final boolean little;

  /** Where the value of each tag of the directory stands, and how many there are. */
  private int directory;

  private int entries;

  TiffGate(Bytes bytes, ImageLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
    this.little = bytes.u8(0) == 'I';
  }

  ImageHeader check() throws ImageRefusedException {
    bytes.require(0, 8, "TIFF header");
    long at = u32(4);
    bytes.require(at, 2, "TIFF directory");
    directory = (int) at + 2;
    entries = u16((int) at);
    bytes.require(directory, (long) entries * ENTRY_BYTES, "TIFF directory");
    long width = number(WIDTH, 0);
    long height = number(HEIGHT, 0);
    limits.requireSize(width, height);
    long samples = number(SAMPLES_PER_PIXEL, 1);
    long bits = number(BITS, 1);
    long photometric = number(PHOTOMETRIC, -1);
    boolean gray = samples == 1 && (photometric == 0 || photometric == 1);
    if (!gray && !(samples == 3 && photometric == 2)) {
      throw ImageRefusedException.unsupported("The TIFF is neither grey nor RGB.");
    }
    if (bits != 8 && bits != 16) {
      throw ImageRefusedException.unsupported("The TIFF's samples do not have 8 or 16 bits.");
    }
    long compression = number(COMPRESSION, 1);
    if (Arrays.stream(COMPRESSIONS).noneMatch(known -> known == compression)) {
      throw ImageRefusedException.unsupported("The TIFF has a compression that is not accepted.");
    }
    requireData(STRIP_OFFSETS, STRIP_BYTES);
    requireData(TILE_OFFSETS, TILE_BYTES);
    return new ImageHeader(
        ImageFormat.TIFF,
        (int) width,
        (int) height,
        Orientation.ofExif((int) number(ORIENTATION, 1)),
        new ImageHeader.Encoding(
            gray ? Samples.GRAY : Samples.COLOR,
            (int) bits,
            true,
            -1,
            new Excerpt().add(0, bytes.size())));
  }

  private void requireData(int offsetsTag, int bytesTag) throws ImageRefusedException {
    int offsets = find(offsetsTag);
    int lengths = find(bytesTag);
    if (offsets < 0 && lengths < 0) {
      return;
    }
    if (offsets < 0 || lengths < 0 || u32(offsets + 4) != u32(lengths + 4)) {
      throw ImageRefusedException.corrupt("The TIFF's data has offsets without lengths.");
    }
    long count = u32(offsets + 4);
    for (int i = 0; i < count; i++) {
      bytes.require(value(offsets, i), value(lengths, i), "TIFF data");
    }
  }

  private long number(int tag, long otherwise) throws ImageRefusedException {
    int entry = find(tag);
    return entry < 0 || u32(entry + 4) == 0 ? otherwise : value(entry, 0);
  }

  private int find(int tag) {
    for (int i = 0; i < entries; i++) {
      int entry = directory + i * ENTRY_BYTES;
      if (u16(entry) == tag) {
        return entry;
      }
    }
    return -1;
  }

  /** One of an entry's numbers, SHORT or LONG, in the entry itself or where it points. */
  private long value(int entry, int index) throws ImageRefusedException {
    int type = u16(entry + 2);
    int size = type == 3 ? 2 : 4;
    if (type != 3 && type != 4) {
      throw ImageRefusedException.corrupt("The TIFF has a number of a wrong type.");
    }
    long at = u32(entry + 4) * size <= 4 ? entry + 8 : u32(entry + 8);
    bytes.require(at + (long) index * size, size, "TIFF directory");
    int offset = (int) at + index * size;
    return size == 2 ? u16(offset) : u32(offset);
  }

  private int u16(int offset) {
    return little ? bytes.u16Little(offset) : bytes.u16(offset);
  }

  private long u32(int offset) {
    return little ? bytes.u32Little(offset) : bytes.u32(offset);
  }
}
