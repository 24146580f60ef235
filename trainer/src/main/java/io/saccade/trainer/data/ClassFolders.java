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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folders that are named for their classes, with images in them at any depth. Where the folders are
 * named for parts instead, {@code train} among them, each has the class-named folders in it.
 */
final class ClassFolders implements ImageSource {

  /** What file managers leave behind. */
  private static final Set<String> JUNK = Set.of("Thumbs.db", "desktop.ini", "__MACOSX");

  private final Path root;

  ClassFolders(Path root) {
    this.root = root;
  }

  @Override
  public Listing list() throws DataRefusedException, IOException {
    ListingDraft draft = new ListingDraft();
    List<Path> folders = foldersIn(root, draft);
    if (folders.isEmpty()) {
      throw new DataRefusedException(
          Fault.SOURCE,
          "%s has no folders. It must have one for each class, named for it, with its images."
              .formatted(root));
    }
    if (areParts(folders)) {
      for (Path folder : folders) {
        Part given = part(folder).orElseThrow();
        for (Path classFolder : foldersIn(folder, draft)) {
          gather(classFolder, given, draft);
        }
      }
    } else {
      for (Path folder : folders) {
        gather(folder, null, draft);
      }
    }
    return draft.listing();
  }

  private static boolean areParts(List<Path> folders) {
    return folders.stream().allMatch(folder -> part(folder).isPresent())
        && folders.stream().anyMatch(folder -> part(folder).equals(Optional.of(Part.TRAINING)));
  }

  private static Optional<Part> part(Path folder) {
    return Part.named(fileName(folder));
  }

  /** The folders right below; every other thing there is left out. */
  private List<Path> foldersIn(Path parent, ListingDraft draft) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> below = Files.list(parent)) {
      for (Path path : below.sorted().toList()) {
        if (isHidden(path)) {
          draft.leaveOut(ListingDraft.name(root, path), "It is hidden.");
        } else if (Files.isDirectory(path)) {
          folders.add(path);
        } else {
          draft.leaveOut(ListingDraft.name(root, path), "It is in no folder of a class.");
        }
      }
    }
    return folders;
  }

  private void gather(Path classFolder, @Nullable Part given, ListingDraft draft)
      throws IOException {
    draft.expect(fileName(classFolder));
    Files.walkFileTree(
        classFolder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new Walk(classFolder, given, draft));
  }

  private static String fileName(Path path) {
    Path last = path.getFileName();
    return last == null ? "" : last.toString();
  }

  private static boolean isHidden(Path path) {
    String name = fileName(path);
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
        draft.add(name, fileName(classFolder), given, new FileContent(file));
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
