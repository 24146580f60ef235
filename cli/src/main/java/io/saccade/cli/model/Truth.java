package io.saccade.cli.model;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.files.ImageFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The true classes of images, where the names of their folders say them. */
final class Truth {

  private final boolean known;
  private final Map<String, Integer> classes = new HashMap<>();

  private Truth(boolean known, List<String> labels) {
    this.known = known;
    for (int i = 0; i < labels.size(); i++) {
      classes.put(labels.get(i), i);
    }
  }

  /** Nobody says. */
  static Truth unknown() {
    return new Truth(false, List.of());
  }

  /**
   * Each image's folder is named after its class.
   *
   * @param labels of the model, in the order of its outputs
   * @throws CommandFailedException where an image lies in a folder of another name
   */
  static Truth byFolder(List<String> labels, List<ImageFile> files) throws CommandFailedException {
    Truth truth = new Truth(true, labels);
    for (ImageFile file : files) {
      if (truth.of(file).isEmpty()) {
        throw new CommandFailedException(
            "%s lies in no folder that is named after a class of the model (%s, ...); leave out"
                    .formatted(file.name(), String.join(", ", labels.subList(0, 1)))
                + " --labels, or name each folder as in the bundle's labels.txt");
      }
    }
    return truth;
  }

  /** The class of an image; empty where nobody says. */
  OptionalInt of(ImageFile file) {
    Path folder = file.path().toAbsolutePath().getParent();
    Integer index =
        known && folder != null ? classes.get(String.valueOf(folder.getFileName())) : null;
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }
}
