package io.saccade.trainer.run;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/** Rows of floats in a file that is whole or not there. */
final class RowFile {

  private RowFile() {}

  /** Writes rows of equal length; the identity says what they are of. */
  static void write(Path file, String identity, float[][] rows) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      CheckedOutputStream checked = checked(Channels.newOutputStream(channel));
      DataOutputStream out = new DataOutputStream(checked);
      out.writeUTF(identity);
      out.writeInt(rows.length);
      out.writeInt(rows.length == 0 ? 0 : rows[0].length);
      for (float[] row : rows) {
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES);
        bytes.asFloatBuffer().put(row);
        out.write(bytes.array());
      }
      out.writeLong(checked.getChecksum().getValue());
      out.flush();
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static CheckedOutputStream checked(OutputStream out) {
    return new CheckedOutputStream(new BufferedOutputStream(out, 1 << 16), new CRC32C());
  }

  /** The rows of a file; none where it is absent, damaged, or of something else. */
  static Optional<float[][]> read(Path file, String identity) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (CheckedInputStream checked =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32C());
        DataInputStream in = new DataInputStream(checked)) {
      if (!in.readUTF().equals(identity)) {
        return Optional.empty();
      }
      int count = in.readInt();
      int width = in.readInt();
      if (count < 0 || width < 0 || (long) count * width * Float.BYTES > Files.size(file)) {
        return Optional.empty();
      }
      float[][] rows = new float[count][width];
      byte[] bytes = new byte[width * Float.BYTES];
      for (float[] row : rows) {
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(row);
      }
      long expected = checked.getChecksum().getValue();
      return in.readLong() == expected ? Optional.of(rows) : Optional.empty();
    } catch (EOFException | UTFDataFormatException damaged) {
      return Optional.empty();
    }
  }
}
