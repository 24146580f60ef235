package io.saccade.cli.publish;

import io.saccade.cli.files.ImageFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the events of files say beside their images: which file it was, and more if the user wants.
 *
 * @param more said of every image
 * @param labelled whether the name of a file's folder is the image's {@value #LABEL}
 */
record EventAttributes(Map<String, String> more, boolean labelled) {

  private static final String FILE = "file";

  /** The attribute that a training takes for an image's class. */
  static final String LABEL = "label";

  EventAttributes {
    more = Map.copyOf(more);
  }

  /** Nothing but the file. */
  static EventAttributes plain() {
    return new EventAttributes(Map.of(), false);
  }

  Map<String, String> of(ImageFile file) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put(FILE, file.name());
    Path folder = file.path().toAbsolutePath().normalize().getParent();
    if (labelled && folder != null && folder.getFileName() != null) {
      attributes.put(LABEL, folder.getFileName().toString());
    }
    attributes.putAll(more);
    return attributes;
  }
}
