package io.saccade.model.image;

/**
 * Finds the orientation in EXIF data, which is a TIFF file of its own. Whatever is wrong with it
 * means upright: metadata never refuses an image.
 */
final class ExifOrientation {

  private static final int TAG = 0x0112;
  private static final int TYPE_SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private ExifOrientation() {}

  /** The orientation that the TIFF data between the offsets names. */
  static Orientation read(Bytes bytes, int from, int to) {
    if (to - from < 8) {
      return Orientation.UPRIGHT;
    }
    boolean little = bytes.startsWith(from, "II*\0");
    if (!little && !bytes.startsWith(from, "MM\0*")) {
      return Orientation.UPRIGHT;
    }
    long directory = from + u32(bytes, from + 4, little);
    if (directory < from + 8L || directory + 2 > to) {
      return Orientation.UPRIGHT;
    }
    int entries = u16(bytes, (int) directory, little);
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) i * ENTRY_BYTES;
      if (entry + ENTRY_BYTES > to) {
        return Orientation.UPRIGHT;
      }
      if (u16(bytes, (int) entry, little) == TAG) {
        return value(bytes, (int) entry, little);
      }
    }
    return Orientation.UPRIGHT;
  }

  private static Orientation value(Bytes bytes, int entry, boolean little) {
    boolean sound =
        u16(bytes, entry + 2, little) == TYPE_SHORT && u32(bytes, entry + 4, little) == 1;
    return sound ? Orientation.ofExif(u16(bytes, entry + 8, little)) : Orientation.UPRIGHT;
  }

  private static int u16(Bytes bytes, int offset, boolean little) {
    return little ? bytes.u16Little(offset) : bytes.u16(offset);
  }

  private static long u32(Bytes bytes, int offset, boolean little) {
    return little ? bytes.u32Little(offset) : bytes.u32(offset);
  }
}
