package io.saccade.model.image;

/**
 * The frame header of a JPEG, and which coefficients of its components the scans have brought so
 * far (ITU-T T.81, B.2.2 and G.1).
 */
final class JpegFrame {

  private static final int COEFFICIENTS = 64;
  private static final int NOT_SENT = -1;

  private final boolean progressive;
  private final int width;
  private final int height;
  private final int components;
  private final int[] ids;
  private final int[] across;
  private final int[] down;
  private int maxAcross = 1;
  private int maxDown = 1;

  /** For each coefficient, the lowest bit that has been sent, or {@link #NOT_SENT}. */
  private final byte[] lowestBit;

  private JpegFrame(boolean progressive, int width, int height, int components) {
    this.progressive = progressive;
    this.width = width;
    this.height = height;
    this.components = components;
    ids = new int[components];
    across = new int[components];
    down = new int[components];
    lowestBit = new byte[components * COEFFICIENTS];
    java.util.Arrays.fill(lowestBit, (byte) NOT_SENT);
  }

  /** Reads the segment whose length field stands at {@code at}. */
  static JpegFrame read(Bytes bytes, int at, boolean progressive, ImageLimits limits)
      throws ImageRefusedException {
    int length = bytes.u16(at);
    if (length < 8 || length != 8 + 3 * bytes.u8(at + 7)) {
      throw ImageRefusedException.corrupt("The JPEG's frame header has a wrong length.");
    }
    int height = bytes.u16(at + 3);
    if (height == 0) {
      throw ImageRefusedException.unsupported("The JPEG states its height after its first scan.");
    }
    limits.requireSize(bytes.u16(at + 5), height);
    if (bytes.u8(at + 2) != 8) {
      throw ImageRefusedException.unsupported("The JPEG's samples do not have 8 bits.");
    }
    int components = bytes.u8(at + 7);
    if (components != 1 && components != 3 && components != 4) {
      throw ImageRefusedException.unsupported("The JPEG has %d components.".formatted(components));
    }
    JpegFrame frame = new JpegFrame(progressive, bytes.u16(at + 5), height, components);
    for (int i = 0; i < components; i++) {
      frame.component(i, bytes.u8(at + 8 + 3 * i), bytes.u8(at + 9 + 3 * i));
    }
    return frame;
  }

  private void component(int index, int id, int sampling) throws ImageRefusedException {
    int horizontal = sampling >> 4;
    int vertical = sampling & 0xF;
    if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
      throw ImageRefusedException.corrupt("The JPEG's sampling factors are not from 1 to 4.");
    }
    ids[index] = id;
    across[index] = horizontal;
    down[index] = vertical;
    maxAcross = Math.max(maxAcross, horizontal);
    maxDown = Math.max(maxDown, vertical);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int components() {
    return components;
  }

  boolean progressive() {
    return progressive;
  }

  /** The component of this identifier, or -1. */
  int indexOf(int id) {
    for (int i = 0; i < components; i++) {
      if (ids[i] == id) {
        return i;
      }
    }
    return -1;
  }

  /** Minimum coded units of a scan of these components; of a lone one, its own blocks. */
  long units(int[] scanned, int count) {
    if (count == 1) {
      int only = scanned[0];
      return (long) blocks(width, across[only], maxAcross) * blocks(height, down[only], maxDown);
    }
    return (long) ceil(width, 8 * maxAcross) * ceil(height, 8 * maxDown);
  }

  /** Blocks of 8 x 8 samples in one minimum coded unit of a scan of these components. */
  int blocksPerUnit(int[] scanned, int count) {
    if (count == 1) {
      return 1;
    }
    int blocks = 0;
    for (int i = 0; i < count; i++) {
      blocks += across[scanned[i]] * down[scanned[i]];
    }
    return blocks;
  }

  /** Notes that a scan brought these coefficients of a component down to this bit. */
  void sent(int component, int first, int last, int bit) {
    int base = component * COEFFICIENTS;
    for (int k = first; k <= last; k++) {
      lowestBit[base + k] = (byte) bit;
    }
  }

  /**
   * Whether the scans brought the whole image. A component without a scan and a successive
   * approximation that stops halfway are what a cut between scans leaves.
   */
  boolean isComplete() {
    for (int i = 0; i < lowestBit.length; i++) {
      if (lowestBit[i] > 0 || (i % COEFFICIENTS == 0 && lowestBit[i] == NOT_SENT)) {
        return false;
      }
    }
    return hasDetail();
  }

  /** Every encoder sends some detail of the first component, even where there is none to see. */
  private boolean hasDetail() {
    for (int k = 1; k < COEFFICIENTS; k++) {
      if (lowestBit[k] != NOT_SENT) {
        return true;
      }
    }
    return false;
  }

  private static int blocks(int pixels, int sampling, int maxSampling) {
    return ceil(ceil(pixels * sampling, maxSampling), 8);
  }

  private static int ceil(int value, int divisor) {
    return (value + divisor - 1) / divisor;
  }
}
