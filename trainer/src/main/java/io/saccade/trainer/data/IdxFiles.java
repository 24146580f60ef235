package io.saccade.trainer.data;

import io.saccade.trainer.data.PixelContent.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MNIST and what is laid out like it: pairs of IDX files {@code X-images-idx3-ubyte} and {@code
 * X-labels-idx1-ubyte}, compressed or not, where {@code X} names the part. The classes are the
 * numbers that stand in the labels.
 */
final class IdxFiles implements ImageSource {

  private static final Pattern NAME =
      Pattern.compile("(.+)-(images|labels)[-.]idx[13]-ubyte(\\.gz)?");

  private final Path root;

  IdxFiles(Path root) {
    this.root = root;
  }

  static boolean areIn(Path folder) throws IOException {
    return Folders.below(folder).stream()
        .anyMatch(file -> NAME.matcher(Folders.name(file)).matches());
  }

  @Override
  public Listing list() throws IOException {
    ListingDraft draft = new ListingDraft();
    Map<String, Path> images = new TreeMap<>();
    Map<String, Path> labels = new TreeMap<>();
    for (Path file : Folders.below(root)) {
      Matcher name = NAME.matcher(Folders.name(file));
      if (!name.matches()) {
        draft.leaveOut(Folders.name(file), "It is not an IDX file.");
        continue;
      }
      // Sorted, the plain file comes before its compressed twin.
      Map<String, Path> kind = name.group(2).equals("images") ? images : labels;
      if (kind.putIfAbsent(name.group(1), file) != null) {
        draft.leaveOut(Folders.name(file), "The same file is there under another name.");
      }
    }
    images.forEach((part, file) -> pair(part, file, labels.remove(part), draft));
    labels.values().forEach(file -> draft.leaveOut(Folders.name(file), "Its images are missing."));
    return draft.listing();
  }

  private void pair(String part, Path images, @Nullable Path labels, ListingDraft draft) {
    if (labels == null) {
      draft.leaveOut(Folders.name(images), "Its labels are missing.");
      return;
    }
    IdxFile pixels = read(images, 3, draft);
    IdxFile classes = read(labels, 1, draft);
    if (pixels == null || classes == null) {
      return;
    }
    if (pixels.dimension(0) != classes.dimension(0)) {
      draft.leaveOut(
          Folders.name(images),
          "It has %d images, but there are %d labels."
              .formatted(pixels.dimension(0), classes.dimension(0)));
      return;
    }
    Shape shape = new Shape(pixels.dimension(2), pixels.dimension(1), 1, false);
    for (int i = 0; i < pixels.dimension(0); i++) {
      draft.add(
          "%s/%06d".formatted(part, i),
          String.valueOf(classes.values()[i] & 0xFF),
          part(part),
          new PixelContent(pixels.values(), i * shape.bytes(), shape));
    }
  }

  private static @Nullable IdxFile read(Path file, int rank, ListingDraft draft) {
    try {
      return IdxFile.read(file, rank);
    } catch (IOException e) {
      draft.leaveOut(Folders.name(file), Reasons.of(e));
      return null;
    }
  }

  /** MNIST's test images are called for the ten thousand that they are. */
  private static @Nullable Part part(String name) {
    List<String> words = List.of(name.toLowerCase(Locale.ROOT).split("[-_.]", -1));
    if (words.contains("t10k")) {
      return Part.TEST;
    }
    return words.stream().flatMap(word -> Part.named(word).stream()).findFirst().orElse(null);
  }
}
