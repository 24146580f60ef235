package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hands a bundle from one process to another of the same program, through a pipe that nobody else
 * writes to. What comes out is what was checked: there is no file in between that could be swapped,
 * and so no hash is made again. The reference for drift stays behind.
 */
public final class BundleStream {

  private BundleStream() {}

  /** Writes the very bytes that were hashed when the bundle was read. */
  public static void write(Bundle bundle, DataOutputStream out) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>(bundle.files());
    files.remove(BundleFiles.REFERENCE);
    out.writeInt(files.size());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      out.writeUTF(file.getKey());
      out.writeInt(file.getValue().length);
      out.write(file.getValue());
    }
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws IOException if it ends too early
   */
  public static Bundle read(DataInputStream in) throws IOException, BundleRefusedException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      files.put(name, bytes);
    }
    return new Bundle(Manifest.parse(BundleFiles.bytes(files, BundleFiles.MANIFEST)), files);
  }
}
