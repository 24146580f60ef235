package io.saccade.model.image;

import io.saccade.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Follows a JPEG's markers from SOI to EOI (ITU-T T.81, B.1), through the entropy-coded data, and
 * counts scans and restart intervals. What follows EOI is ignored: cameras append previews there.
 */
final class JpegGate {

  private static final int SOF0 = 0xC0;
  private static final int SOF1 = 0xC1;
  private static final int SOF2 = 0xC2;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;
  private static final int SOF15 = 0xCF;
  private static final int RST0 = 0xD0;
  private static final int RST7 = 0xD7;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DRI = 0xDD;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int COM = 0xFE;
  private static final int TEM = 0x01;

  /**
   * Bytes in the place of EOI. libjpeg fills up with zeros, and the image with grey, where it meets
   * a marker too early; where it meets the end of its input, it stops. It reads at most eight bytes
   * ahead of what it needs, so these let a whole scan through, and a cut one runs dry.
   */
  private static final byte[] NO_EOI = new byte[8];

  /** The usual progressive image has about ten scans; twice as many are allowed at any size. */
  private static final long PASSES_OF_THE_LARGEST = 20;

  private final Bytes bytes;
  private final ImageLimits limits;
  private final Excerpt excerpt = new Excerpt();
  private final int[] scanned = new int[4];
  private @Nullable JpegFrame frame;
  private @Nullable Orientation orientation;
  private int restartInterval;
  private int scans;

  JpegGate(Bytes bytes, ImageLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  ImageHeader check() throws ImageRefusedException {
    excerpt.add(0, 2);
    int at = 2;
    while (true) {
      at = nextMarker(at);
      int marker = bytes.u8(at + 1);
      if (marker == EOI) {
        return header(at);
      }
      at = isBare(marker) ? at + 2 : segment(marker, at);
    }
  }

  /** Where the next marker's last 0xFF stands; bytes before it are skipped, as libjpeg does. */
  private int nextMarker(int from) throws ImageRefusedException {
    int at = from;
    while (bytes.has(at, 2)) {
      if (bytes.u8(at) == 0xFF && bytes.u8(at + 1) != 0xFF && bytes.u8(at + 1) != 0) {
        return at;
      }
      at++;
    }
    throw ImageRefusedException.truncated("The JPEG ends without an end-of-image marker.");
  }

  private static boolean isBare(int marker) throws ImageRefusedException {
    if (marker == SOI) {
      throw ImageRefusedException.corrupt("The JPEG has a second start-of-image marker.");
    }
    return marker == TEM || (marker >= RST0 && marker <= RST7);
  }

  private int segment(int marker, int at) throws ImageRefusedException {
    bytes.require(at + 2L, 2, "JPEG segment");
    int length = bytes.u16(at + 2);
    if (length < 2) {
      throw ImageRefusedException.corrupt("The JPEG has a segment of a length below 2.");
    }
    bytes.require(at + 2L, length, "JPEG segment");
    int end = at + 2 + length;
    if (marker == SOS) {
      int next = scan(at + 2, end);
      excerpt.add(at, next);
      return next;
    }
    if (isFrame(marker)) {
      startFrame(marker, at + 2);
    } else if (marker == DRI && length >= 4) {
      restartInterval = bytes.u16(at + 4);
    } else if (marker == APP1 && orientation == null && bytes.startsWith(at + 4, "Exif\0\0")) {
      orientation = ExifOrientation.read(bytes, at + 10, end);
    }
    if (isDecoded(marker)) {
      excerpt.add(at, end);
    }
    return end;
  }

  private static boolean isFrame(int marker) {
    return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
  }

  /** Tables and the two segments that say which colour space it is; no other metadata. */
  private static boolean isDecoded(int marker) {
    return marker == APP0 || marker == APP14 || (marker < APP0 && marker != COM);
  }

  private void startFrame(int marker, int at) throws ImageRefusedException {
    if (frame != null) {
      throw ImageRefusedException.corrupt("The JPEG has a second frame header.");
    }
    if (marker != SOF0 && marker != SOF1 && marker != SOF2) {
      throw ImageRefusedException.unsupported(
          "The JPEG is lossless, hierarchical or arithmetic-coded (SOF%d)."
              .formatted(marker - SOF0));
    }
    frame = JpegFrame.read(bytes, at, marker == SOF2, limits);
  }

  /** Checks a scan's header and follows its data; returns where the marker after it stands. */
  private int scan(int at, int end) throws ImageRefusedException {
    JpegFrame of = frame;
    if (of == null) {
      throw ImageRefusedException.corrupt("The JPEG has a scan before its frame header.");
    }
    requireFewScans((long) ++scans * of.width() * of.height());
    int count = end - at >= 6 ? bytes.u8(at + 2) : 0;
    if (count < 1 || count > 4 || end - at != 6 + 2 * count) {
      throw ImageRefusedException.corrupt("The JPEG has a scan header of a wrong length.");
    }
    JpegScan scan = new JpegScan(bytes, end);
    for (int i = 0; i < count; i++) {
      scanned[i] = of.indexOf(bytes.u8(at + 3 + 2 * i));
      if (scanned[i] < 0) {
        throw ImageRefusedException.corrupt("The JPEG has a scan of an unknown component.");
      }
    }
    note(of, end - 3, count);
    long units = of.units(scanned, count);
    int next = scan.follow(restartInterval, units);
    scan.requireBits(next, minimumBits(of, end - 3, units * of.blocksPerUnit(scanned, count)));
    return next;
  }

  /** Every scan is a pass over the image, so a large image may have fewer of them. */
  private void requireFewScans(long scannedPixels) throws ImageRefusedException {
    if (scans > limits.jpegScans() || scannedPixels > PASSES_OF_THE_LARGEST * limits.pixels()) {
      throw new ImageRefusedException(
          ErrorCode.IMAGE_SCANS,
          "The JPEG has more scans than the limit, %d, or too many for its size."
              .formatted(limits.jpegScans()));
    }
  }

  private void note(JpegFrame of, int at, int count) throws ImageRefusedException {
    int first = of.progressive() ? bytes.u8(at) : 0;
    int last = of.progressive() ? bytes.u8(at + 1) : 63;
    int bit = of.progressive() ? bytes.u8(at + 2) & 0xF : 0;
    if (first > last || last > 63) {
      throw ImageRefusedException.corrupt("The JPEG has a scan of coefficients beyond 63.");
    }
    for (int i = 0; i < count; i++) {
      of.sent(scanned[i], first, last, bit);
    }
  }

  /** No code is shorter than a bit; only a progressive scan of detail may leave blocks out. */
  private long minimumBits(JpegFrame of, int at, long blocks) {
    if (!of.progressive()) {
      return 2 * blocks;
    }
    return bytes.u8(at) == 0 ? blocks : 0;
  }

  private ImageHeader header(int eoi) throws ImageRefusedException {
    JpegFrame of = frame;
    if (of == null || scans == 0) {
      throw ImageRefusedException.truncated("The JPEG ends before its first scan.");
    }
    if (!of.isComplete()) {
      throw ImageRefusedException.truncated("The JPEG ends before its last scan.");
    }
    boolean passes = of.progressive() || scans > 1;
    if (passes) {
      excerpt.add(eoi, eoi + 2);
    } else {
      excerpt.after(NO_EOI);
    }
    Samples samples =
        switch (of.components()) {
          case 1 -> Samples.GRAY;
          case 3 -> Samples.COLOR;
          default -> Samples.CMYK;
        };
    return new ImageHeader(
        ImageFormat.JPEG,
        of.width(),
        of.height(),
        orientation == null ? Orientation.UPRIGHT : orientation,
        new ImageHeader.Encoding(samples, 8, passes, -1, excerpt));
  }
}
