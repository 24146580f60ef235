package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that lies in a folder. Nothing in it may be a link or a device: what is checked must be
 * what is read, and must lie inside.
 */
final class FolderSource implements BundleSource {

  private final Path root;
  private final BundleLimits limits;

  FolderSource(Path folder, BundleLimits limits) throws IOException {
    // The folder itself may be reached through links; only what is inside may hold none.
    this.root = folder.toRealPath();
    this.limits = limits;
  }

  @Override
  public SortedSet<String> names() throws BundleRefusedException, IOException {
    SortedSet<String> names = new TreeSet<>();
    if (!Files.exists(root.resolve(BundleFiles.MANIFEST), LinkOption.NOFOLLOW_LINKS)) {
      // Not a bundle, so perhaps a very large tree: not worth the walk.
      return names;
    }
    Walk walk = new Walk(names);
    // What lies deeper cannot be named; every level of the walk keeps a folder open.
    Files.walkFileTree(root, Set.of(), BundleFiles.DEEPEST + 1, walk);
    if (walk.other != null) {
      throw new BundleRefusedException(
          RefusalCode.BUNDLE_PATH,
          "The bundle holds what is not a plain file: "
              + walk.other
              + ". Links are not followed; put the file itself there.");
    }
    if (walk.folders > limits.files()) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_FORMAT, "The bundle has more than " + limits.files() + " folders.");
    }
    return names;
  }

  /** Collects names, and ends where the bundle is refused anyway. */
  private final class Walk extends SimpleFileVisitor<Path> {

    private final SortedSet<String> names;
    private @Nullable String other;
    private int folders;

    Walk(SortedSet<String> names) {
      this.names = names;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      folders++;
      return next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        names.add(nameOf(file));
      } else {
        other = nameOf(file);
      }
      return next();
    }

    private FileVisitResult next() {
      return other != null || Math.max(names.size(), folders) > limits.files()
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
    }
  }

  @Override
  public byte[] read(String name, int limit) throws BundleRefusedException, IOException {
    try (FileChannel file =
            FileChannel.open(
                root.resolve(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        InputStream in = Channels.newInputStream(file)) {
      return BoundedRead.all(in, file.size(), name, limit);
    }
  }

  @Override
  public void close() {}

  private String nameOf(Path file) {
    return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }
}
