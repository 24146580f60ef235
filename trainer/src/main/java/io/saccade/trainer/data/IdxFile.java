package io.saccade.trainer.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * An array of bytes in MNIST's IDX format: two zero bytes, the type of the elements, the number of
 * dimensions, the dimensions as big-endian 32-bit numbers, the elements. Compressed where its name
 * ends in {@code .gz}.
 */
final class IdxFile {

  private static final int UNSIGNED_BYTES = 0x08;
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final int[] dimensions;
  private final byte[] values;

  private IdxFile(int[] dimensions, byte[] values) {
    this.dimensions = dimensions;
    this.values = values;
  }

  int dimension(int index) {
    return dimensions[index];
  }

  /** The elements; not a copy. */
  byte[] values() {
    return values;
  }

  /**
   * Reads the file whole.
   *
   * @throws IOException with a sentence for its message where the file is not what it must be
   */
  static IdxFile read(Path file, int rank) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        DataInputStream in = new DataInputStream(plain)) {
      int magic = in.readInt();
      if (magic != ((UNSIGNED_BYTES << 8) | rank)) {
        throw new IOException(
            "It does not begin as an IDX file of bytes in %d dimensions does.".formatted(rank));
      }
      int[] dimensions = new int[rank];
      long size = 1;
      for (int i = 0; i < rank; i++) {
        dimensions[i] = in.readInt();
        if (dimensions[i] < 1 || size * dimensions[i] > MOST) {
          throw new IOException("It is said to have an impossible number of elements.");
        }
        size *= dimensions[i];
      }
      byte[] values = in.readNBytes((int) size);
      if (values.length != size || in.read() >= 0) {
        throw new IOException("It does not have as many bytes as it says.");
      }
      return new IdxFile(dimensions, values);
    }
  }
}
