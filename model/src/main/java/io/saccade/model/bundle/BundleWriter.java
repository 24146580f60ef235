package io.saccade.model.bundle;

import io.saccade.model.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Writes bundles to disk, whole or not at all: everything goes into a sibling with a hidden name,
 * is forced to the disk, and takes its place by one move.
 */
public final class BundleWriter {

  private BundleWriter() {}

  /**
   * Writes a zip where the name ends in {@code .zip}, else a folder. Equal bundles give equal
   * files, zips too.
   *
   * @throws FileAlreadyExistsException if something is there that may not be replaced
   * @throws IOException if the disk says so; nothing of the bundle is left behind then
   */
  public static void write(Bundle bundle, Path target, IfPresent ifPresent) throws IOException {
    Path place = target.toAbsolutePath().normalize();
    Path parent = place.getParent();
    if (parent == null) {
      throw new FileAlreadyExistsException(target + " is the root of the file system");
    }
    requireFree(place, ifPresent);
    Files.createDirectories(parent);
    String mark = "." + place.getFileName() + "." + UUID.randomUUID();
    Path fresh = parent.resolve(mark + ".new");
    try {
      if (isZip(place)) {
        BundleZip.write(bundle, fresh);
      } else {
        writeFolder(bundle, fresh);
      }
      take(place, fresh, parent.resolve(mark + ".old"));
      force(parent);
    } finally {
      FileTree.delete(fresh);
    }
  }

  /**
   * Writes a bundle again that has been signed since it was read from there. Of a folder only the
   * signature is written, by one move.
   *
   * @throws IOException if the disk says so; what was there is there still
   */
  public static void writeSigned(Bundle signed, Path place) throws IOException {
    Path real = place.toRealPath();
    if (!Files.isDirectory(real)) {
      replaceZip(signed, real);
      return;
    }
    // Beside the folder, not in it: whoever reads the bundle meanwhile would find a stray file.
    Path fresh = real.resolveSibling("." + real.getFileName() + "." + UUID.randomUUID() + ".sig");
    try {
      Files.write(
          fresh,
          BundleFiles.bytes(signed.files(), BundleFiles.SIGNATURE),
          StandardOpenOption.CREATE_NEW);
      force(fresh);
      Files.move(fresh, real.resolve(BundleFiles.SIGNATURE), StandardCopyOption.ATOMIC_MOVE);
      force(real);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  // By its content, since a zip may be read by any name.
  private static void replaceZip(Bundle bundle, Path place) throws IOException {
    Path fresh = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      BundleZip.write(bundle, fresh);
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static boolean isZip(Path target) {
    return target.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /**
   * Checks that a bundle may be written there: replacing deletes, so it must be sure that what goes
   * is a bundle and not somebody's home.
   *
   * @throws FileAlreadyExistsException if something is there that may not be replaced
   */
  public static void requireFree(Path place, IfPresent ifPresent)
      throws FileAlreadyExistsException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (ifPresent == IfPresent.REFUSE) {
      throw new FileAlreadyExistsException(place + " exists already");
    }
    boolean bundle =
        isZip(place)
            ? Files.isRegularFile(place)
            : Files.isRegularFile(place.resolve(BundleFiles.MANIFEST));
    if (!bundle) {
      throw new FileAlreadyExistsException(place + " is not a bundle and is not replaced");
    }
  }

  private static void writeFolder(Bundle bundle, Path folder) throws IOException {
    Set<Path> folders = new LinkedHashSet<>(List.of(Files.createDirectory(folder)));
    for (Map.Entry<String, byte[]> file : bundle.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      folders.add(Files.createDirectories(path.resolveSibling("")));
      Files.write(path, file.getValue(), StandardOpenOption.CREATE_NEW);
      force(path);
    }
    for (Path written : folders) {
      force(written);
    }
  }

  private static void take(Path place, Path fresh, Path old) throws IOException {
    if (!Files.isDirectory(place)) {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    // No file system replaces a folder that is not empty, so the old one steps aside first.
    Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    FileTree.delete(old);
  }

  /** Forces a file to the disk; of a folder its list of names, where the system can do that. */
  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      if (!Files.isDirectory(path)) {
        throw e;
      }
    }
  }
}
