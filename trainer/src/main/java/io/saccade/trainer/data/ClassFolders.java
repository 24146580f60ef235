package io.saccade.trainer.data;

import io.saccade.trainer.data.DataRefusedException.Fault;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folders that are named for their classes, with images in them at any depth. Where there is a
 * folder {@code train} with folders in it, the folders are named for parts, and each has the
 * class-named folders in it. A single folder around all of them is stepped into.
 */
final class ClassFolders implements ImageSource {

  /** What file managers leave behind. */
  private static final Set<String> JUNK = Set.of("Thumbs.db", "desktop.ini", "__MACOSX");

  private final Path root;
  private final String called;

  ClassFolders(Path root) {
    this(root, root.toString());
  }

  /**
   * Folders in a place that has another name for people.
   *
   * @param called the name for messages
   */
  ClassFolders(Path root, String called) {
    this.root = root;
    this.called = called;
  }

  @Override
  public Listing list() throws DataRefusedException, IOException {
    ListingDraft draft = new ListingDraft();
    List<Path> folders = foldersIn(root, draft);
    if (folders.size() == 1 && foldersIn(folders.get(0)) > 1) {
      folders = foldersIn(folders.get(0), draft);
    }
    if (folders.isEmpty()) {
      throw new DataRefusedException(
          Fault.SOURCE,
          "%s has no folders. It must have one for each class, named for it, with its images."
              .formatted(called));
    }
    if (areParts(folders)) {
      for (Path folder : folders) {
        gatherPart(folder, draft);
      }
    } else {
      for (Path folder : folders) {
        gather(folder, null, draft);
      }
    }
    return draft.listing();
  }

  private void gatherPart(Path folder, ListingDraft draft) throws IOException {
    Optional<Part> given = Part.named(Folders.name(folder));
    if (given.isEmpty()) {
      draft.leaveOut(ListingDraft.name(root, folder), "It is none of train, validation and test.");
      return;
    }
    for (Path classFolder : foldersIn(folder, draft)) {
      gather(classFolder, given.get(), draft);
    }
  }

  /** Beside others, a class may be called train too; but then there are no classes in it. */
  private static boolean areParts(List<Path> folders) throws IOException {
    boolean all = folders.stream().allMatch(path -> Part.named(Folders.name(path)).isPresent());
    for (Path folder : folders) {
      boolean training = Part.named(Folders.name(folder)).equals(Optional.of(Part.TRAINING));
      if (training && (all || foldersIn(folder) > 1)) {
        return true;
      }
    }
    return false;
  }

  /** How many folders are right below. */
  private static long foldersIn(Path parent) throws IOException {
    return Folders.below(parent).stream()
        .filter(path -> !isHidden(path) && Files.isDirectory(path))
        .count();
  }

  /** The folders right below; every other thing there is left out. */
  private List<Path> foldersIn(Path parent, ListingDraft draft) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path path : Folders.below(parent)) {
      if (isHidden(path)) {
        draft.leaveOut(ListingDraft.name(root, path), "It is hidden.");
      } else if (Files.isDirectory(path)) {
        folders.add(path);
      } else {
        draft.leaveOut(ListingDraft.name(root, path), "It is in no folder of a class.");
      }
    }
    return folders;
  }

  private void gather(Path classFolder, @Nullable Part given, ListingDraft draft)
      throws IOException {
    draft.expect(Folders.name(classFolder));
    Files.walkFileTree(
        classFolder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new Walk(classFolder, given, draft));
  }

  private static boolean isHidden(Path path) {
    String name = Folders.name(path);
    return name.startsWith(".") || JUNK.contains(name);
  }

  /** Takes every file below a class's folder; what cannot be looked into is left out. */
  private final class Walk extends SimpleFileVisitor<Path> {

    private final Path classFolder;
    private final @Nullable Part given;
    private final ListingDraft draft;

    Walk(Path classFolder, @Nullable Part given, ListingDraft draft) {
      this.classFolder = classFolder;
      this.given = given;
      this.draft = draft;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (isHidden(folder)) {
        draft.leaveOut(ListingDraft.name(root, folder), "It is hidden.");
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = ListingDraft.name(root, file);
      if (isHidden(file)) {
        draft.leaveOut(name, "It is hidden.");
      } else if (!attributes.isRegularFile()) {
        draft.leaveOut(name, "It is not a regular file.");
      } else {
        draft.add(name, Folders.name(classFolder), given, new FileContent(file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException fault) {
      String reason =
          fault instanceof FileSystemLoopException
              ? "It is a link to a folder that it is in."
              : "It cannot be read.";
      draft.leaveOut(ListingDraft.name(root, file), reason);
      return FileVisitResult.CONTINUE;
    }
  }
}
