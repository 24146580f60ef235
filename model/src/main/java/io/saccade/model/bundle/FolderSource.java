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
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

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
    List<String> linked = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            (attributes.isRegularFile() ? names : linked).add(nameOf(file));
            return names.size() > limits.files()
                ? FileVisitResult.TERMINATE
                : FileVisitResult.CONTINUE;
          }
        });
    if (!linked.isEmpty()) {
      throw new BundleRefusedException(
          RefusalCode.BUNDLE_PATH,
          "The bundle holds what is not a plain file: "
              + linked.get(0)
              + ". Links are not followed; put the file itself there.");
    }
    return names;
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
