package io.saccade.cli.files;

import io.saccade.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * The files that paths stand for. A file that is named is always tried. Of a folder, every file
 * below it is, sorted by path, except hidden ones and texts: the labels, licences and tables that
 * lie beside images are no images, while whatever is not text might be one, broken or of an unknown
 * format, and its owner wants to hear of it.
 *
 * @param files in the order of the paths, each folder's sorted
 * @param skipped how many files of folders were left out
 */
public record ImageFiles(List<ImageFile> files, int skipped) {

  public ImageFiles {
    files = List.copyOf(files);
  }

  /**
   * Finds the files of these paths.
   *
   * @throws CommandFailedException where a path does not exist, or there is no image at all
   */
  public static ImageFiles of(List<Path> paths) throws IOException, CommandFailedException {
    List<ImageFile> found = new ArrayList<>();
    int skipped = 0;
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new CommandFailedException("there is no file or folder " + path);
      }
      if (Files.isDirectory(path)) {
        Folder folder = new Folder(path);
        Files.walkFileTree(
            path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, folder);
        folder.images.sort(Comparator.comparing(ImageFile::name));
        found.addAll(folder.images);
        skipped += folder.skipped;
      } else {
        found.add(ImageFile.named(path));
      }
    }
    if (found.isEmpty()) {
      throw new CommandFailedException("there are no images in " + paths.get(0));
    }
    return new ImageFiles(found, skipped);
  }

  /** What was left out, for people who wonder. */
  public String skippedLine() {
    return "saccade: left out of the folders: %d texts and hidden files; name them to try them"
        .formatted(skipped);
  }

  private static final class Folder extends SimpleFileVisitor<Path> {

    private final Path root;
    private final List<ImageFile> images = new ArrayList<>();
    private int skipped;

    Folder(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile() && !isHidden(file) && !SideText.is(file)) {
        images.add(new ImageFile(file, file.toString(), root.relativize(file)));
      } else {
        skipped++;
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
      Path name = path.getFileName();
      return name != null
          && name.toString().startsWith(".")
          && !name.toString().equals(".")
          && !name.toString().equals("..");
    }
  }
}
