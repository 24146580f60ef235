package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Reads the files of a bundle, each once, and compares what was read with the manifest. */
final class BundleReader {

  /** What the manifest cannot name: itself, and what is made of its bytes. */
  private static final Set<String> UNLISTED = Set.of(BundleFiles.MANIFEST, BundleFiles.SIGNATURE);

  private BundleReader() {}

  static Bundle read(Path path, BundleLimits limits) throws BundleRefusedException {
    if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
      throw new BundleRefusedException(
          RefusalCode.BUNDLE_PATH,
          "There is no bundle, neither a folder nor a zip, at " + path + ".");
    }
    try (BundleSource source = BundleSource.open(path, limits)) {
      return read(source, limits);
    } catch (EOFException e) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT, "The bundle ends too early: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw new BundleRefusedException(
          RefusalCode.BUNDLE_PATH, "The bundle cannot be read: " + e.getMessage() + ".", e);
    }
  }

  static Bundle read(BundleSource source, BundleLimits limits)
      throws BundleRefusedException, IOException {
    SortedSet<String> names = source.names();
    if (names.size() > limits.files()) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT, "The bundle has more than " + limits.files() + " files.");
    }
    if (!names.contains(BundleFiles.MANIFEST)) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT, "The bundle has no " + BundleFiles.MANIFEST + ".");
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    byte[] json = source.read(BundleFiles.MANIFEST, limits.manifestBytes());
    files.put(BundleFiles.MANIFEST, json);
    Manifest manifest = Manifest.parse(json);
    requireNoMore(names, manifest);
    if (names.contains(BundleFiles.SIGNATURE)) {
      files.put(
          BundleFiles.SIGNATURE,
          source.read(BundleFiles.SIGNATURE, limits.bytesFor(BundleFiles.SIGNATURE)));
    }
    long left = limits.totalBytes() - json.length;
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      byte[] bytes = read(source, names, file, limits);
      files.put(file.getKey(), bytes);
      left -= bytes.length;
      if (left < 0) {
        throw new BundleRefusedException(
            RefusalCode.MODEL_FORMAT,
            "The files of the bundle have more than " + limits.totalBytes() + " bytes together.");
      }
    }
    return new Bundle(manifest, files);
  }

  private static byte[] read(
      BundleSource source,
      SortedSet<String> names,
      Map.Entry<String, String> file,
      BundleLimits limits)
      throws BundleRefusedException, IOException {
    String name = file.getKey();
    if (!names.contains(name)) {
      throw new BundleRefusedException(
          RefusalCode.BUNDLE_HASH, "The manifest names " + name + ", but it is not there.");
    }
    byte[] bytes = source.read(name, limits.bytesFor(name));
    String found = Sha256.of(bytes);
    if (!found.equals(file.getValue())) {
      throw new BundleRefusedException(
          RefusalCode.BUNDLE_HASH,
          "The file %s is not the one that the manifest names: its SHA-256 is %s, not %s."
              .formatted(name, found, file.getValue()));
    }
    return bytes;
  }

  // What no hash covers could change without anybody noticing.
  private static void requireNoMore(SortedSet<String> names, Manifest manifest)
      throws BundleRefusedException {
    for (String name : names) {
      if (!UNLISTED.contains(name) && !manifest.files().containsKey(name)) {
        throw new BundleRefusedException(
            RefusalCode.BUNDLE_HASH,
            "The file " + Printable.of(name) + " is not in the manifest; take it away.");
      }
    }
  }
}
