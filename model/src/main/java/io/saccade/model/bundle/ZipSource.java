package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that lies in a zip, either at its top or in the one folder at its top. It is never
 * unpacked to disk; names that would lead out of it are refused all the same, because somebody may
 * unpack it by hand.
 */
final class ZipSource implements BundleSource {

  private final ZipFile zip;
  private final long zipBytes;
  private final SortedMap<String, ZipEntry> entries;

  private ZipSource(ZipFile zip, long zipBytes, SortedMap<String, ZipEntry> entries) {
    this.zip = zip;
    this.zipBytes = zipBytes;
    this.entries = entries;
  }

  static ZipSource open(Path path, BundleLimits limits) throws BundleRefusedException, IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw refused("it is neither a folder nor a whole zip (" + e.getMessage() + ")", e);
    }
    try {
      return new ZipSource(zip, Files.size(path), withoutTopFolder(entries(zip, limits)));
    } catch (BundleRefusedException | IOException e) {
      zip.close();
      throw e;
    }
  }

  @Override
  public SortedSet<String> names() {
    return new TreeSet<>(entries.keySet());
  }

  @Override
  public byte[] read(String name, int limit) throws BundleRefusedException, IOException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw new IOException("no entry " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return isStored(entry)
          ? BoundedRead.all(in, entry.getSize(), name, limit)
          : BoundedRead.all(in, name, limit);
    } catch (ZipException e) {
      throw refused("its entry " + name + " is damaged (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  // What is stored takes as many bytes of the file; all else may claim any length.
  private boolean isStored(ZipEntry entry) {
    return entry.getMethod() == ZipEntry.STORED
        && entry.getSize() == entry.getCompressedSize()
        && entry.getSize() <= zipBytes;
  }

  private static SortedMap<String, ZipEntry> entries(ZipFile zip, BundleLimits limits)
      throws BundleRefusedException {
    // Folders may have entries too, hence the double.
    if (zip.size() > 2 * limits.files()) {
      throw refused("it has " + zip.size() + " entries, more than " + 2 * limits.files(), null);
    }
    SortedMap<String, ZipEntry> entries = new TreeMap<>();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String name = entry.getName();
      String bare = entry.isDirectory() ? name.substring(0, name.length() - 1) : name;
      // One level more than in a folder, for the folder at the top.
      if (BundleFiles.objection(bare.substring(bare.indexOf('/') + 1)).isPresent()
          || BundleFiles.objection(bare.split("/", 2)[0]).isPresent()) {
        throw refused("its entry '" + name + "' is not a name for a bundle's file", null);
      }
      if (!entry.isDirectory() && entries.put(name, entry) != null) {
        throw refused("its entry " + name + " occurs twice", null);
      }
    }
    return entries;
  }

  private static SortedMap<String, ZipEntry> withoutTopFolder(SortedMap<String, ZipEntry> entries) {
    if (entries.isEmpty() || entries.containsKey(BundleFiles.MANIFEST)) {
      return entries;
    }
    String top = entries.firstKey().substring(0, entries.firstKey().indexOf('/') + 1);
    if (top.isEmpty() || !entries.keySet().stream().allMatch(name -> name.startsWith(top))) {
      return entries;
    }
    SortedMap<String, ZipEntry> inside = new TreeMap<>();
    for (Map.Entry<String, ZipEntry> entry : entries.entrySet()) {
      inside.put(entry.getKey().substring(top.length()), entry.getValue());
    }
    return inside;
  }

  private static BundleRefusedException refused(String why, @Nullable Throwable cause) {
    return new BundleRefusedException(
        RefusalCode.MODEL_FORMAT, "The bundle is not readable: " + why + ".", cause);
  }
}
