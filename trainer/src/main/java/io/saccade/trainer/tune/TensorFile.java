package io.saccade.trainer.tune;

import io.saccade.trainer.graph.HostTensor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of a header and named tensors of floats, with the SHA-256 of it all at its end. A file of
 * the final name is always whole: it is written under another one, forced to the disk, and renamed.
 */
final class TensorFile {

  private static final long MAGIC = 0x5361_6363_6164_6531L;
  private static final int DIGEST = 32;

  private TensorFile() {}

  /** What is in a file. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Content(byte[] header, Map<String, HostTensor> tensors) {}

  static void write(Path file, byte[] header, Map<String, HostTensor> tensors) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      MessageDigest digest = Fingerprint.sha256();
      OutputStream plain = Channels.newOutputStream(channel);
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(plain, digest)));
      write(out, header, tensors);
      out.flush();
      plain.write(digest.digest());
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw new IOException("The checkpoint could not be written: " + e.getMessage(), e);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(file.resolveSibling("."))) {
      folder.force(true);
    }
  }

  private static void write(DataOutputStream out, byte[] header, Map<String, HostTensor> tensors)
      throws IOException {
    out.writeLong(MAGIC);
    out.writeInt(header.length);
    out.write(header);
    out.writeInt(tensors.size());
    for (Map.Entry<String, HostTensor> each : tensors.entrySet()) {
      HostTensor tensor = each.getValue();
      out.writeUTF(each.getKey());
      out.writeInt(tensor.rank());
      for (long dim : tensor.dims()) {
        out.writeLong(dim);
      }
      ByteBuffer values = ByteBuffer.allocate(Math.multiplyExact(tensor.size(), Float.BYTES));
      values.asFloatBuffer().put(tensor.floats());
      out.write(values.array());
    }
  }

  /** Reads a file that {@link #write} has written. */
  static Content read(Path file) throws IOException {
    requireWhole(file);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      in.readLong();
      byte[] header = in.readNBytes(in.readInt());
      Map<String, HostTensor> tensors = new LinkedHashMap<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = in.readUTF();
        long[] dims = new long[in.readInt()];
        for (int axis = 0; axis < dims.length; axis++) {
          dims[axis] = in.readLong();
        }
        long size = Arrays.stream(dims).reduce(1, Math::multiplyExact);
        float[] values = new float[Math.toIntExact(size)];
        byte[] bytes = in.readNBytes(Math.multiplyExact(values.length, Float.BYTES));
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        tensors.put(name, HostTensor.floats(dims, values));
      }
      return new Content(header, tensors);
    }
  }

  /** Nothing of a file is believed before its digest is right. */
  private static void requireWhole(Path file) throws IOException {
    MessageDigest digest = Fingerprint.sha256();
    long body = Files.size(file) - DIGEST;
    boolean known = false;
    byte[] expected;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] chunk = new byte[1 << 16];
      for (long left = body; left > 0; ) {
        int read = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
        if (left == body && read >= Long.BYTES) {
          known = ByteBuffer.wrap(chunk).getLong() == MAGIC;
        }
        if (read == 0) {
          break;
        }
        digest.update(chunk, 0, read);
        left -= read;
      }
      expected = in.readAllBytes();
    }
    if (!known || !MessageDigest.isEqual(digest.digest(), expected)) {
      throw new IOException(
          "The checkpoint %s is damaged; remove it, and training begins anew.".formatted(file));
    }
  }
}
